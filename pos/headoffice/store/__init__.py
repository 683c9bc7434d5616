"""Head office's database: its tables, alike on SQLite and PostgreSQL, and turns taken in it."""
