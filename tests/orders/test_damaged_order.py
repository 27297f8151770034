"""An order of an invented region with every defect of the real one and some more, against a reviewed JSON."""

import json
from pathlib import Path

from django.utils import translation

from opora.orders import Order, order_json, read_order

HERE = Path(__file__).parent


def test_everything_is_as_reviewed(damaged_order: Order) -> None:
    expected = json.loads((HERE / "expected-damaged.json").read_text("utf-8"))
    assert order_json(damaged_order) == expected


def test_the_json_has_the_fields_of_the_contract(damaged_order: Order) -> None:
    told = damaged_order.as_json()
    assert list(told) == ["order", "actions", "findings"]
    assert list(told["order"]) == [
        "number", "date", "title", "stamp_date", "basis", "points", "control", "signed_by",
    ]  # fmt: skip
    for action in told["actions"]:
        assert list(action) == [
            "number", "title", "section", "periods", "executors", "executor_codes", "indicators", "links", "source",
            "repairs",
        ]  # fmt: skip
        assert all(list(repair) == ["field", "from", "to"] for repair in action["repairs"])
        for indicator in action["indicators"]:
            assert list(indicator) == ["text", "kind", "minimum", "minimum_per", "formula"]
        for period in action["periods"]:
            assert list(period) == ["start", "end", "precision", "recurring", "by_plan"]
    assert all(list(finding) == ["code", "severity", "action", "message"] for finding in told["findings"])
    assert json.loads(json.dumps(told)) == told


def test_reading_twice_gives_the_same(damaged_order: Order) -> None:
    with translation.override("en"):
        assert read_order(HERE / "damaged-order.txt") == damaged_order


def test_every_repair_tells_what_the_document_has(damaged_order: Order) -> None:
    text = (HERE / "damaged-order.txt").read_text("utf-8")
    for action in damaged_order.actions:
        for repair in action.repairs:
            assert all(piece in text for piece in repair.before.split())
