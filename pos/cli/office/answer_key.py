"""`vendwatt headoffice keys rotate`: the key that signs answers is followed by another."""

from datetime import timedelta
from pathlib import Path

import click

from pos.app.ports.slots import UnlockSecret
from pos.cli.asking import ask_secret
from pos.cli.named_file import NAMED_FILE
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session, read_secret_file
from pos.headoffice.keys.answer_keys import AnswerKeyChange
from pos.wire.answer_keys import OLD_KEY_LASTS_MAX, AnswerKeyStatement
from pos.wire.uplink_keys import fingerprint

_DAYS = 90


@click.command("rotate")
@click.option(
    "--days",
    type=click.IntRange(1, OLD_KEY_LASTS_MAX.days),
    default=_DAYS,
    show_default=True,
    help="How long answers of the old key are good, too.",
)
@click.option("--stolen", is_flag=True, help="The old key is good no longer; takes the root key.")
@click.option(
    "--root-key", type=NAMED_FILE, help="Has the last word; keep it off-line between uses."
)
@database_options
@office_options
@click.pass_obj
def rotate(
    session: Session,
    *,
    days: int,
    stolen: bool,
    root_key: Path | None,
    database: str,
    database_file: Path | None,
) -> None:
    """Sign answers with a new key; terminals learn it from the old one, and from the root key."""
    if stolen and root_key is None:
        raise click.UsageError("--stolen takes --root-key: a stolen key could say it as well")
    change = AnswerKeyChange(root_key, timedelta() if stolen else timedelta(days=days))
    with office_of(session, database, database_file) as office:
        statement = office.change_answer_key(change, _passphrase(session))
    facts = _facts(statement)
    lines = [f"Answers are signed by key {facts['n']}, {facts['fingerprint']}."]
    lines.append(
        "The old key is revoked." if stolen else f"The old key is good until {facts['old_until']}."
    )
    if root_key is None:
        lines.append(
            "The root key has not said so: key agents take no time from head office, and whoever "
            "has the old key can say otherwise, until `keys rotate --root-key` was run."
        )
    lines.append("Copy the key folder to every other server, and update terminals first.")
    session.answer(facts, "\n".join(lines))


@click.command("answer-keys")
@database_options
@office_options
@click.pass_obj
def answer_keys(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show how the key that signs answers was followed by others, one a line."""
    with office_of(session, database, database_file) as office:
        known = office.answer_keys()
    for one in known:
        facts = _facts(one)
        text = f"{facts['n']}  {facts['said_at']}  {facts['fingerprint']}  by {facts['said_by']}"
        session.answer(facts, f"{text}, the one before until {facts['old_until']}")


def _facts(one: AnswerKeyStatement) -> dict[str, object]:
    terms = one.terms
    said_by = "root" if one.by_old is None else "old" if one.by_root is None else "both"
    return {
        "n": terms.n,
        "fingerprint": fingerprint(terms.new_key),
        "old_fingerprint": fingerprint(terms.old_key),
        "said_at": terms.said_at,
        "old_until": terms.old_until,
        "said_by": said_by,
    }


def _passphrase(session: Session) -> UnlockSecret:
    """Return the passphrase of head office's keys, from its file or a prompt."""
    if session.passphrase_file is not None:
        known = read_secret_file(session.passphrase_file, others_may_read=False)
        return UnlockSecret("passphrase", known)
    return UnlockSecret("passphrase", ask_secret("Passphrase of head office's keys").encode())
