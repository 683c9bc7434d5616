"""`vendwatt headoffice seal-key`: a vending key in a file that only one terminal can open."""

from pathlib import Path

import click
import msgspec

from pos.cli.keys.answers import key_facts, key_text
from pos.cli.named_file import NAMED_FILE, read_named, write_named
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session, read_secret_file
from pos.domain.errors import StickMalformed
from pos.keystore.keys.components import combine_files, read_component
from pos.keystore.keys.hpke_box import seal_key, terms_for
from pos.keystore.keys.key_attributes import ATTRIBUTES_BYTES_MAX, read_attributes
from pos.wire.sealed_key import SEALED_KEY_BYTES_MAX, read_sealing_key_file


@click.command("seal-key")
@click.argument("terminal")
@database_options
@click.option(
    "--sealing-key", "to", type=NAMED_FILE, required=True, help="From `keys sealing-key`."
)
@click.option(
    "--attributes",
    "attributes_file",
    type=NAMED_FILE,
    required=True,
    help="JSON: sgc, krn, kt, dkga, base, ken, ...",
)
@click.option(
    "--component",
    "components",
    type=NAMED_FILE,
    multiple=True,
    required=True,
    help="One component; once for each.",
)
@click.option("--out", type=NAMED_FILE, required=True, help="For `keys load --sealed`.")
@office_options
@click.pass_obj
def seal(
    session: Session,
    *,
    terminal: str,
    database: str,
    database_file: Path | None,
    to: Path,
    attributes_file: Path,
    components: tuple[Path, ...],
    out: Path,
) -> None:
    """Put a key together from its components and seal it for one enrolled terminal.

    Run it on the machine of the key ceremony: the components are read here. What comes out may
    travel over any line.
    """
    receiver = read_sealing_key_file(read_named(to, SEALED_KEY_BYTES_MAX))
    if receiver is None:
        raise StickMalformed(why="no sealing key of a terminal")
    attributes = read_attributes(read_named(attributes_file, ATTRIBUTES_BYTES_MAX))
    parts = tuple(
        read_component(read_secret_file(each, others_may_read=False), attributes)
        for each in components
    )
    key = combine_files(parts, attributes)
    terms = terms_for(terminal, receiver, key)
    with office_of(session, database, database_file) as office:
        sealed = office.sign_key(terms, seal_key(terms, key))
    write_named(out, msgspec.json.encode(sealed))
    facts = {"terminal": terminal, "file": str(out.absolute())} | key_facts(key.status())
    session.answer(facts, f"Sealed for {terminal} in {out}: {key_text(key.status())}")
