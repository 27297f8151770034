"""What a page loaded is gone with its answer, without the collector."""

import gc

import pytest

from opora.core import clock
from opora.indicators.context import History
from opora.indicators.figures import Figure, Member
from tests.accounts.people import signed_in
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/indicators/5/", "/", "/indicators/5/history/", "/municipalities/"])
def test_the_request_does_not_keep_what_a_page_loaded(path: str) -> None:
    with clock.at(NOW):
        client = signed_in(*Grown(1).readers["ministry"])
        gc.collect()
        gc.disable()
        try:
            before = _loaded()
            assert client.get(path).status_code == 200
            assert _loaded() <= before
        finally:
            gc.enable()


def _loaded() -> int:
    """How many objects there are that only figures need; other tests may keep some of their own."""
    return sum(type(one) in {History, Figure, Member} for one in gc.get_objects())
