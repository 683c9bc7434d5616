"""Every statement of the store, in SQLAlchemy Core.

Nothing imports this while a terminal sells: loading SQLAlchemy and compiling takes longer than a
sale. `pos.store.sql_texts` holds the text of each, by its name here; after a change of statements,
tables or row classes `python -m pos.store.statements` writes it anew, and a test compares.
"""
