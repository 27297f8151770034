"""Official papers of many styles, all of them ours, against a reviewed JSON each."""

import json

import pytest
from django.utils import translation

from opora.orders.recognition import recognise
from tests.orders.papers.notation import HERE, PAPERS, document, told


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_read_as_reviewed(name: str) -> None:
    expected = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    with translation.override("en"):
        assert told(recognise(document(name))) == expected
