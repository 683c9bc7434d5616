"""`vendwatt keys split|load|sealing-key|import-tables`: how keys come into being and get here."""

import os
from pathlib import Path

import click
import msgspec

from pos.app.custody.load_keys import (
    CUSTODIANS,
    Custodian,
    abandon_components,
    enter_component,
    import_tables,
    load_sealed,
    load_together,
)
from pos.app.people.sign_in import sign_in
from pos.app.ports import KeyStatus
from pos.app.ports.custody import ComponentOffer, Entered
from pos.cli.keys.answers import key_facts, key_text, pending_facts, pending_text
from pos.cli.named_file import NAMED_FILE, read_named
from pos.cli.options import shared_options
from pos.cli.session import (
    OpenTerminal,
    Session,
    read_secret_file,
    write_secret_file,
)
from pos.domain.errors import FolderNotEmpty, file_not_written
from pos.keystore.errors.custody import SealedKeyMalformed
from pos.keystore.keys.components import COMPONENTS_MAX, COMPONENTS_MIN, split_new_key
from pos.keystore.keys.key_attributes import ATTRIBUTES_BYTES_MAX, read_attributes
from pos.keystore.keys.vending_keys import check_value_of
from pos.sts.tables import TABLES_FILE_BYTES_MAX
from pos.wire.sealed_key import SEALED_KEY_BYTES_MAX, read_sealed_key_file

_COUNT = click.IntRange(COMPONENTS_MIN, COMPONENTS_MAX)
_attributes = click.option(
    "--attributes",
    "attributes_file",
    type=NAMED_FILE,
    help="JSON: sgc, krn, kt, dkga, base, ken, ...",
)


def add_loading(group: click.Group) -> None:
    """Add the commands that bring keys to the group of `vendwatt keys`."""
    for command in (split, load, sealing_key, tables):
        group.add_command(command)


@click.command("split")
@_attributes
@click.option("--components", "count", type=_COUNT, required=True, help="How many parts.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the files.",
)
@shared_options
@click.pass_obj
def split(session: Session, *, attributes_file: Path | None, count: int, out: Path) -> None:
    """Make a new random vending key as component files, one for each custodian.

    The key itself is kept nowhere: give each file to one person, and destroy them once the key is
    loaded wherever it is needed.
    """
    attributes = read_attributes(_attributes_of(attributes_file))
    names = [f"component-{number}-of-{count}.txt" for number in range(1, count + 1)]
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise file_not_written(out.name, error) from error
    if any((out / name).exists() for name in names):
        raise FolderNotEmpty
    whole, contents = split_new_key(attributes, count, os.urandom)
    answers = []
    for name, content in zip(names, contents, strict=True):
        write_secret_file(out / name, content.rstrip())
        part = bytes.fromhex(content.split(b"\n", 1)[0].decode())
        answers.append({"file": str(out / name), "check_value": check_value_of(part)})
    facts = {
        "sgc": attributes.sgc,
        "krn": attributes.krn,
        "check_value": whole,
        "components": answers,
    }
    lines = [
        f"A key for supply group {attributes.sgc}, revision {attributes.krn}, in {count} parts:"
    ]
    lines += [f"  {each['file']}  check value {each['check_value']}" for each in answers]
    lines.append(f"Check value of the key: {whole}")
    session.answer(facts, "\n".join(lines))


@click.command("load")
@_attributes
@click.option("--component", type=NAMED_FILE, help="The component of the custodian who signs in.")
@click.option("--of", "of", type=_COUNT, help="How many components there are; else the file says.")
@click.option("--components", multiple=True, type=NAMED_FILE, help="All at once; training only.")
@click.argument("more", nargs=-1, type=NAMED_FILE)
@click.option("--sealed", type=NAMED_FILE, help="A key that head office sealed for this terminal.")
@click.option("--abandon", is_flag=True, help="Forget the components that are in.")
@shared_options
@click.pass_obj
def load(
    session: Session,
    *,
    attributes_file: Path | None,
    component: Path | None,
    of: int | None,
    components: tuple[Path, ...],
    more: tuple[Path, ...],
    sealed: Path | None,
    abandon: bool,
) -> None:
    """Load a vending key, by components or sealed.

    Each custodian signs in (--operator) and brings one component (--component F --attributes G);
    the key is there with the last one. Compare its check value with the one that came with it.
    """
    ways = [component is not None, bool(components), sealed is not None, abandon]
    if ways.count(True) != 1 or (more and not components):
        raise click.UsageError("give one of --component, --components, --sealed, --abandon")
    attributes = b"" if sealed else _attributes_of(attributes_file)
    with session.opened() as terminal:
        if sealed is not None:
            _load_sealed(session, terminal, sealed)
        elif components:
            files = [*components, *more]
            parts = tuple(read_secret_file(each, others_may_read=True) for each in files)
            by = session.signed_in(terminal.ports, *CUSTODIANS)
            _answer_key(session, load_together(terminal.ports, by, attributes, parts))
        elif component is not None:
            _load_component(session, terminal, component, attributes, of or 0)
        else:
            wanted = read_attributes(attributes)
            who = custodian(session, terminal)
            abandon_components(terminal.ports, who, wanted.sgc, wanted.krn)
            facts = {"sgc": wanted.sgc, "krn": wanted.krn, "abandoned": True}
            session.answer(facts, "The components are forgotten.")


@click.command("sealing-key")
@click.option("--out", type=NAMED_FILE, help="File for head office; else it is only shown.")
@shared_options
@click.pass_obj
def sealing_key(session: Session, *, out: Path | None) -> None:
    """Show the public key that head office seals keys for; nothing in it is secret."""
    with session.opened(settled=False) as terminal:
        found = terminal.keys.custody.sealing_key()
    content = msgspec.json.encode(found)
    if out is not None:
        write_secret_file(out, content)
    facts = {"device_key": found.device_key, "sealing_key": found.sealing_key}
    session.answer(facts, content.decode())


@click.command("import-tables")
@click.argument("file", type=NAMED_FILE)
@shared_options
@click.pass_obj
def tables(session: Session, *, file: Path) -> None:
    """Take licensed EA07 tables into a real vault. Needs a supervisor or a technician."""
    with session.opened() as terminal:
        content = read_secret_file(
            file, others_may_read=terminal.training, limit=TABLES_FILE_BYTES_MAX
        )
        taken = import_tables(terminal.ports, custodian(session, terminal), content)
    facts = {"name": taken.name, "check_value": taken.check_value}
    session.answer(facts, f"EA07 tables {taken.name}, check value {taken.check_value}.")


def _load_component(
    session: Session, terminal: OpenTerminal, file: Path, attributes: bytes, of: int
) -> None:
    content = read_secret_file(file, others_may_read=terminal.training)
    offer = ComponentOffer(attributes, content, of)
    entered = enter_component(terminal.ports, custodian(session, terminal), offer)
    if entered.key is not None:
        _answer_key(session, entered.key, component_check_value=entered.check_value)
        return
    _answer_pending(session, entered)


def _load_sealed(session: Session, terminal: OpenTerminal, file: Path) -> None:
    sealed = read_sealed_key_file(read_named(file, SEALED_KEY_BYTES_MAX))
    if sealed is None:
        raise SealedKeyMalformed
    by = session.signed_in(terminal.ports, *CUSTODIANS)
    _answer_key(session, load_sealed(terminal.ports, sealed, operator=by.name))


def custodian(session: Session, terminal: OpenTerminal) -> Custodian:
    """Sign in whoever brings a component, tables or a setting, for the terminal and its agent."""
    name, pin = session.operator_name(), session.pin()
    return Custodian(sign_in(terminal.ports, name, pin), pin)


def _attributes_of(file: Path | None) -> bytes:
    if file is None:
        raise click.UsageError("--attributes is missing")
    return read_named(file, ATTRIBUTES_BYTES_MAX)


def _answer_key(session: Session, key: KeyStatus, *, component_check_value: str = "") -> None:
    facts = {"loaded": True, "pending": None} | key_facts(key)
    if component_check_value:
        facts["component_check_value"] = component_check_value
    session.answer(facts, f"Loaded: {key_text(key)}")


def _answer_pending(session: Session, entered: Entered) -> None:
    facts = {
        "loaded": False,
        "sgc": entered.pending.sgc,
        "krn": entered.pending.krn,
        "component_check_value": entered.check_value,
        "pending": pending_facts(entered.pending),
    }
    text = (
        f"Component with check value {entered.check_value} is in. {pending_text(entered.pending)}"
    )
    session.answer(facts, text)
