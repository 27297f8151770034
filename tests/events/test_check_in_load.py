"""A hall arrives at once, with retries, some at the same moment: nobody is lost, nobody doubled.

The time is only printed: `python -m tests.events.arriving` measures 300 people in a minute.
"""

import json
from collections.abc import Iterator

import pytest

from tests.config.test_run import serve
from tests.core.jobs import bases
from tests.core.jobs.bases import Base
from tests.events.arriving import HERE, arrive, p95, port_of, tell

PEOPLE, SIGNED_IN = 60, 20


@pytest.fixture
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    made = bases.migrated(tmp_path_factory.mktemp("arriving"), "arriving")
    made.environment["OPORA_DEBUG"] = "yes"  # static files need not be gathered
    yield made
    made.stop_all()


def test_whoever_arrives_is_kept_once(base: Base) -> None:
    given = json.loads(base.run(*HERE, "prepare", str(SIGNED_IN)))
    port = port_of(serve(base, "--no-worker"))
    address = f"http://127.0.0.1:{port}/here/{given['key']}/"
    measured = arrive(address, PEOPLE, given["sessions"], over=0)
    assert all(len(one) == 1 and "not checked in" not in one for one in measured.told)
    assert len(measured.answers) > PEOPLE + PEOPLE // 3 - 1
    names = PEOPLE - SIGNED_IN
    assert json.loads(base.run(*HERE, "kept")) == {
        "people": SIGNED_IN,
        "different people": SIGNED_IN,
        "names": names,
        "different names": names,
        "rows": names,
        "lists": 1,
    }
    tell(f"check-in, p95: {p95(measured.answers) * 1000:.0f} ms")
