"""Publishing a list of meters from the console: looked at, then published or given up."""

import re

import httpx
import pytest

from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.bootstrap.joining import resources_folder
from pos.domain.errors.office import NotHere
from pos.headoffice.meters.list_drafts import DRAFT_BYTES_MAX, DRAFT_LINES_MAX, draft_of
from pos.headoffice.meters.meter_names import named_like
from tests import console_stories as console
from tests import office_stories as story
from tests import store_stories
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere

OK, BAD, FORBIDDEN, NOT_FOUND, CONFLICT, SEE_OTHER = 200, 400, 403, 404, 409, 303
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
ANNES = "anne's password"
HEADER = "meter,name,sgc,krn,ti,ea,tariff,arrears\n"
TARIFF = resources_folder() / "tariffs" / "training-zar.tariff.json"


def a_row(number: int, name: str = "Thandi M", arrears: str = "") -> str:
    """Return a line about a meter."""
    return f"{store_stories.a_meter(number).pan},{name},600727,1,07,07,training-zar,{arrears}\n"


def look_at(one: Visitor, content: bytes, terminal: str = "") -> httpx.Response:
    """Send a file as a browser does."""
    origin = httpx.URL(one.url)
    return one.client.post(
        f"{one.url}/meters/lists",
        data={"token": one.token(), "terminal": terminal},
        files={"file": ("list.csv", content, "text/csv")},
        headers={"origin": f"{origin.scheme}://{origin.netloc.decode()}"},
    )


def path_of(answer: httpx.Response) -> str:
    """Return where an answer leads, below the console."""
    assert answer.status_code == SEE_OTHER, said(answer.text)
    return answer.headers["location"].removeprefix("/console").partition("?")[0]


def said(page: str) -> str:
    """Return a page's words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).replace("\u202f", " ")


def counts(page: str) -> tuple[int, ...]:
    """Return the figures of a preview, from top to bottom."""
    return tuple(int(one) for one in re.findall(r"<dd>([0-9]+)</dd>", page))


@pytest.fixture(name="tariff")
def _tariff(anne: Visitor) -> None:
    """Publish the tariff that the lists name."""
    content = TARIFF.read_text("utf-8")
    assert anne.post("/tariffs", password=ANNES, content=content).is_redirect


@BOTH
@pytest.mark.usefixtures("tariff")
def test_a_list_is_looked_at_and_published(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """The preview counts, only what is new travels, and the page and the record tell of it."""
    first = HEADER + "".join(a_row(number) for number in (1, 2, 3))
    page = anne.get(path := path_of(look_at(anne, first.encode()))).text
    assert counts(page) == (3, 3, 0, 0, 0, 0)
    assert "Every line can be used" in page
    assert anne.post(f"{path}/publish", password="wrong").status_code == CONFLICT
    assert path_of(anne.post(f"{path}/publish", password=ANNES)) == "/meters/lists"
    for gone_back in (anne.post(f"{path}/publish", password=ANNES), anne.get(path)):
        assert gone_back.headers["location"] == "/console/meters/lists?note=published_before"
    second = HEADER + a_row(1) + a_row(2, "Sipho K") + a_row(4) + "12,x,600727,1,07,07,no,\n"
    page = anne.get(path := path_of(look_at(anne, second.encode()))).text
    assert counts(page) == (4, 1, 1, 1, 1, 1)
    assert "Lines that are no use: 1." in page
    assert re.search(r'<td class="number">5</td><td>[^<]*METER-01', page)
    assert path_of(anne.post(f"{path}/publish", password=ANNES)) == "/meters/lists"
    with story.line_to(office, ports) as line:
        assert take_bundles(ports, line).taken == 3
    with ports.store.read() as reads:
        assert reads.meter(store_stories.a_meter(4).pan) is not None
    listed = said(anne.get("/meters/lists").text)
    # A version that was signed and not kept is never used again, so there may be gaps.
    assert re.search(r"every terminal Anne 1 1 1 1 1\.\d+ ", listed)
    assert re.search(r"every terminal Anne 3 0 0 0 1\.\d+ ", listed)
    assert "1 new, 1 changed, 1 unchanged" in said(anne.get("/audit").text)


@pytest.mark.usefixtures("tariff", "ports")
def test_what_a_list_says_of_arrears_goes_out_at_once(office: OfficeHere, anne: Visitor) -> None:
    """As with the command: accounts are told behind the list."""
    content = HEADER + a_row(1, arrears="25.00")
    path = path_of(look_at(anne, content.encode()))
    assert anne.post(f"{path}/publish", password=ANNES).is_redirect
    with office.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM bundle ORDER BY epoch, n").all()
    assert [kind[0] for kind in kinds][-2:] == ["meters", "standings"]


@pytest.mark.usefixtures("ports")
def test_a_list_for_one_terminal_that_is_known(anne: Visitor) -> None:
    """Each audience has its own; one that never joined has none."""
    content = (HEADER + a_row(1)).encode()
    assert look_at(anne, content, "T9").status_code == NOT_FOUND
    page = anne.get(path_of(look_at(anne, content, "T1"))).text
    assert "for T1, not published yet" in page
    assert "is not loaded here" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (HEADER.encode() + "9,Z\xe9,1,1,1,1,x,\n".encode("latin-1"), "it is not UTF-8"),
        (b"meter,colour\n1,red\n", "there is no column"),
        (b"\x00\xff" * 40, "it is not UTF-8"),
        (HEADER.encode() + b"x" * 5000, "longer than 4096 bytes"),
    ],
    ids=["empty", "blank", "latin", "columns", "binary", "long line"],
)
def test_what_is_no_list_is_refused(anne: Visitor, content: bytes, words: str) -> None:
    """At the upload or in the preview, in words."""
    answer = look_at(anne, content)
    if answer.is_redirect:
        answer = anne.get(path_of(answer))
    assert answer.status_code == BAD
    assert words in said(answer.text)


def test_a_list_has_its_limit(anne: Visitor) -> None:
    """Beyond it nothing is read, and far less is read of somebody who is nobody here."""
    long = HEADER.encode() + a_row(1).encode() * (DRAFT_BYTES_MAX // len(a_row(1)) + 2000)
    assert look_at(anne, long).status_code == BAD
    two_mib = HEADER.encode() + a_row(1).encode() * (2 * 1024 * 1024 // len(a_row(1)))
    assert look_at(anne, two_mib).is_redirect
    with console.visitor(anne.url) as stranger:
        assert look_at(stranger, two_mib).status_code == BAD


def test_a_list_of_very_many_short_lines_is_for_the_command(anne: Visitor) -> None:
    """Looking at four million lines would keep everybody else from the console for minutes."""
    for end in (b"\n", b"\r"):
        answer = look_at(anne, HEADER.encode() + (b"1" + end) * (DRAFT_LINES_MAX + 2))
        assert answer.status_code == BAD
        assert "more than 200000 lines; publish it with the command" in said(answer.text)


@BOTH
@pytest.mark.usefixtures("ports")
def test_what_a_look_found_is_kept(office: OfficeHere, anne: Visitor) -> None:
    """Pages of bad lines come from one look, until a tariff comes in between."""
    content = HEADER + a_row(1) + "12,x,600727,1,07,07,no,\n" * 150
    path = path_of(look_at(anne, content.encode()))
    line = re.compile(r'<td class="number">([0-9]+)</td><td>')
    first = anne.get(path).text
    assert "Lines that are no use: 151." in first
    assert [int(number) for number in line.findall(first)] == list(range(2, 102))
    assert f'href="/console{path}?behind=101"' in first
    more = anne.get(f"{path}?behind=101").text
    assert [int(number) for number in line.findall(more)] == list(range(102, 153))
    assert "?behind=" not in more
    assert line.findall(anne.get(f"{path}?behind=999999").text) == []
    with office.database.read() as connection:
        statement = "SELECT stamp, length(found) FROM list_draft"
        ((stamp, length),) = connection.exec_driver_sql(statement).all()
    assert stamp
    assert length < 1000
    answer = anne.post("/tariffs", password=ANNES, content=TARIFF.read_text("utf-8"))
    assert answer.is_redirect
    stale = anne.get(path).text
    assert "A tariff or another list came in between" in stale
    assert "Sign and publish" not in stale
    assert path_of(anne.post(f"{path}/look")) == path
    assert "Lines that are no use: 150." in anne.get(path).text


@pytest.mark.usefixtures("tariff", "ports")
def test_rows_that_a_spreadsheet_left_empty_say_nothing(anne: Visitor) -> None:
    """They are no lines without a meter, and are not sent to terminals."""
    content = HEADER + a_row(1) + ",,,,,,,\r\n" * 3
    page = anne.get(path_of(look_at(anne, content.encode()))).text
    assert counts(page) == (1, 1, 0, 0, 0, 0)
    assert "Every line can be used" in page


@BOTH
@pytest.mark.usefixtures("tariff", "ports")
def test_a_very_long_name_stops_no_list(office: OfficeHere, anne: Visitor) -> None:
    """It is found by how it begins: no index of PostgreSQL holds a row as long as a line may be."""
    # Letters that do not repeat: what can be packed would fit.
    name = "Mokoena" + "".join(map(chr, range(0x4E00, 0x4E00 + 1200)))
    path = path_of(look_at(anne, (HEADER + a_row(1, name)).encode()))
    assert path_of(anne.post(f"{path}/publish", password=ANNES)) == "/meters/lists"
    with office.database.read() as connection:
        (found,) = named_like(connection, "mokoena", 2)
        assert named_like(connection, name, 2) == (found,)
    assert found.name == name[:200]


@pytest.mark.usefixtures("tariff", "ports")
def test_a_name_turns_nothing_round(anne: Visitor) -> None:
    """Whoever looks for it reads it as it stands in the list, without marks of direction."""
    path = path_of(look_at(anne, (HEADER + a_row(1, "\u202eMokoena\u2066 <b>")).encode()))
    assert path_of(anne.post(f"{path}/publish", password=ANNES)) == "/meters/lists"
    page = anne.get("/sales?q=mokoena").text
    assert ">Mokoena &lt;b&gt;</a>" in page
    assert "\u202e" not in page


def test_each_looks_at_their_own(office: OfficeHere, anne: Visitor) -> None:
    """Not at somebody else's, not as an auditor, not without a token, not tomorrow."""
    content = (HEADER + a_row(1)).encode()
    path = path_of(look_at(anne, content))
    with console.visitor(anne.url) as cleo, console.visitor(anne.url) as dan:
        console.sign_in(cleo, office, "Cleo")
        console.sign_in(dan, office, "Dan")
        assert cleo.get(path).status_code == NOT_FOUND
        answer = cleo.post(f"{path}/publish", password="cleo's password")
        assert answer.status_code == NOT_FOUND
        assert cleo.post(f"{path}/give-up").status_code == NOT_FOUND
        assert cleo.get(path_of(look_at(cleo, content))).status_code == OK
        assert look_at(dan, content).status_code == FORBIDDEN
        assert dan.get("/meters/lists").status_code == OK
        assert "Look at a list" not in dan.get("/meters/lists").text
    assert anne.post(f"{path}/publish", password=ANNES, token="0" * 64).status_code == FORBIDDEN
    assert path_of(anne.post(f"{path}/give-up")) == "/meters/lists"
    assert anne.get(path).status_code == NOT_FOUND
    draft = path_of(look_at(anne, content)).rpartition("/")[2]
    with office.database.read() as connection:
        draft_of(connection, draft, "Anne", office.clock.now())
        with pytest.raises(NotHere):
            draft_of(connection, draft, "Anne", office.clock.now() + story.DAY)
