"""What a server says of itself: its description, its counters, its log."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from pos.headoffice.server.office import PATHS
from pos.headoffice.server.openapi import openapi_document
from pos.headoffice.server.watch import Watch
from pos.wire.uplink import RefusalCode
from tests import office_stories as story
from tests.office_stories import RealClock

SCHEMA = schemathesis.openapi.from_dict(openapi_document())


@pytest.fixture(name="url", scope="module")
def _url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty head office."""
    folder = tmp_path_factory.mktemp("office")
    with (
        story.office_at(story.new_office(folder), RealClock()) as office,
        story.served(office) as url,
    ):
        yield url


def test_the_description_names_every_call(url: str) -> None:
    """It is served, and no path is missing."""
    document = httpx.get(f"{url}/openapi.json").json()
    assert set(document["paths"]) == {*PATHS, "/health"}
    assert httpx.get(f"{url}/health").status_code == 200


@SCHEMA.parametrize()
@settings(
    max_examples=30,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_any_request_is_answered_as_described(case: schemathesis.Case[Any], url: str) -> None:
    """Requests made up from the description get an answer that it describes, never a fault."""
    response = case.call(base_url=url)
    # What is made up is never signed, so that a good form alone is no reason to be taken.
    excluded: list[CheckFunction] = [positive_data_acceptance]
    if response.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        # It is refused before anybody looks what else is wrong with it.
        excluded.append(negative_data_rejection)
    case.validate_response(response, excluded_checks=excluded)
    assert response.status_code != 500


def test_counters_tell_paths_and_outcomes_and_nothing_else() -> None:
    """Unknown paths are one; Prometheus reads the numbers while they are served."""
    watch = Watch(PATHS)
    for path in ("/v1/uplink", "/strange/1", "/strange/2"):
        watch.answered(path, RefusalCode.MALFORMED, seconds=0.01, size=7)
    with watch.serving_metrics("127.0.0.1", 0) as port:
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    counted = re.findall(r"^vendwatt_requests_total\{(.*)\} ([\d.]+)$", text, re.MULTILINE)
    assert counted == [
        ('outcome="malformed",path="/v1/uplink"', "1.0"),
        ('outcome="malformed",path="other"', "2.0"),
    ]
