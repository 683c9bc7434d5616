"""Write `sql_texts.py` anew: `python -m pos.store.statements`."""

from pathlib import Path

from pos.store.statements.compiled import compiled_texts

if __name__ == "__main__":
    Path(__file__).parents[1].joinpath("sql_texts.py").write_text(
        compiled_texts(), encoding="utf-8"
    )
