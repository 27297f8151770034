"""One order gives the same JSON in whichever way it was written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from opora.orders import order_json, read_order
from tests.orders.readers import forms_of_an_order as forms


def _json(data: bytes, name: str) -> dict[str, Any]:
    with translation.override("en"):
        told = order_json(read_order(data, name))
    for action in told["actions"]:
        del action["source"]
    return told


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return _json(forms.tabs(), "plan.txt")


def test_the_order_with_tabs_is_what_it_says(expected: dict[str, Any]) -> None:
    assert expected["order"]["number"] == "12-п"
    assert expected["order"]["title"] == "О плане «Мост» для школ Полесной области на 2024 год"
    assert expected["order"]["signed_by"] == "Т.В. Осокин"
    assert [(action["number"], action["section"]) for action in expected["actions"]] == [
        ("1", None),
        ("2", None),
        ("3", forms.SECTION),
        ("4", forms.SECTION),
    ]
    assert expected["actions"][2]["title"] == "Выезды наставников в школы и разбор уроков вместе с учителями"
    assert expected["actions"][2]["links"] == ["https://most.polesye.example/visits/list"]


@pytest.mark.parametrize(
    "form",
    [
        forms.pipes,
        forms.grid,
        lambda: forms.grid("┼", "─", "│"),
        forms.columns,
        lambda: forms.columns(spaced=False),
        lambda: forms.columns(feeds=True),
        lambda: forms.page().encode(),
        lambda: forms.pdf(forms.page()),
        lambda: forms.pdf(forms.page(style="td, th { vertical-align: middle; text-align: center }")),
        lambda: forms.pdf(forms.page(rules=False)),
    ],
    ids=["pipes", "grid", "box", "columns", "tight", "pages", "html", "pdf", "centred", "unruled"],
)
def test_every_form_gives_the_same_order(expected: dict[str, Any], form: Callable[[], bytes]) -> None:
    assert _json(form(), "plan.txt") == expected
