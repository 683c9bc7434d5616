"""The agent's tables about what head office says of people and settings; see `schema.py`."""

# The newest word about each thing, with the version of its bundle. An empty role: removed. What an
# older program knew of people counts as set when this one came.
OFFICE_WORDS = """
CREATE TABLE office_word (
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    n INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (what, subject)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER office_word_newer BEFORE INSERT ON office_word
WHEN EXISTS (
    SELECT 1 FROM office_word WHERE what = NEW.what AND subject = NEW.subject
        AND (epoch, n) > (NEW.epoch, NEW.n)
)
BEGIN SELECT RAISE(ABORT, 'head office is never put back'); END;
INSERT INTO office_word
SELECT 'set_here', operator, 0, 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM pin;
"""

# Stores that were of version 11 or 12 before the line above came lack what it adds.
ALL_SET_HERE = """
INSERT INTO office_word
SELECT 'set_here', operator, 0, 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM pin
WHERE operator NOT IN (SELECT subject FROM office_word WHERE what = 'set_here');
"""
