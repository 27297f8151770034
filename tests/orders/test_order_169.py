"""The real order of 2022, where it is at hand, against facts: numbers, dates, codes, counts; none of its wording."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from opora.orders import Order
from opora.orders.order import OrderAction

ROOT = Path(__file__).parents[2]
FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "expected-169.json").read_text("utf-8"))
NUMBERS = [str(number) for number in range(1, 49)]


def action(order: Order, number: str) -> OrderAction:
    return next(found for found in order.actions if found.number == number)


def test_the_head(real_order: Order) -> None:
    head = real_order.head.as_json()
    told = {name: head[name] for name in ("number", "date", "stamp_date")}
    assert told | {"points": len(head["points"])} == FACTS["order"]
    assert all(head[name] for name in ("title", "basis", "control", "signed_by"))
    assert real_order.year == 2022


def test_48_rows_and_53_indicators(real_order: Order) -> None:
    assert [found.number for found in real_order.actions] == NUMBERS
    assert sum(len(found.indicators) for found in real_order.actions) == 53
    assert real_order.strays == ()
    assert {found.section for found in real_order.actions} == {None}


@pytest.mark.parametrize("number", NUMBERS)
def test_the_row(real_order: Order, number: str) -> None:
    found = action(real_order, number)
    assert {
        "number": found.number,
        "periods": [period.as_json() for period in found.periods],
        "executors": len(found.executors),
        "executor_codes": list(found.executor_codes),
        "indicators": [
            {
                "kind": indicator.kind.value,
                "minimum": indicator.minimum,
                "minimum_per": indicator.minimum_per,
                "formula": indicator.formula,
            }
            for indicator in found.indicators
        ],
        "hosts": [urlsplit(link).netloc for link in found.links],
        "source": {"page": found.source.page, "row": found.source.row, "line": found.source.line},
        "repairs": [repair.field.value for repair in found.repairs],
        "cut": [column.value for column in found.cut],
        "findings": sorted(finding.code for finding in real_order.findings if finding.action == number),
    } == FACTS["actions"][int(number) - 1]


def test_every_cell_keeps_all_its_words(real_order: Order) -> None:
    for found in real_order.actions:
        pieces = [cell.text for cells in found.source.cells.values() for cell in cells]
        told = " ".join([found.title, *(indicator.text for indicator in found.indicators)])
        for word in re.findall(r"[а-яё]{4,}", told.lower()):
            assert word in " ".join(pieces).lower()


def test_findings_of_the_order_as_a_whole(real_order: Order) -> None:
    assert sorted(finding.code for finding in real_order.findings if finding.action is None) == FACTS["findings"]


def test_findings_by_code(real_order: Order) -> None:
    """What the breakdown of the order lists as its oddities, and nothing else."""
    by_code: dict[str, list[str | None]] = {}
    for finding in real_order.findings:
        by_code.setdefault(finding.code, []).append(finding.action)
    assert by_code == FACTS["findings_by_code"]


def test_findings_are_the_oddities_row_by_row(real_order: Order) -> None:
    """One finding for each oddity of a row; what the breakdown lists for the order as a whole stands apart."""
    of_the_whole = {"R-02", "R-04", "R-07", "R-10", "R-20"}
    for row in _programme()["actions"]:
        number = str(row["n"])
        found = [finding for finding in real_order.findings if finding.action == number]
        own = [finding.code for finding in found if finding.code not in of_the_whole]
        assert len(own) == len(row.get("oddities", [])), (number, own)


def test_actions_that_end_after_the_report(real_order: Order) -> None:
    (finding,) = [found for found in real_order.findings if found.code == "R-03"]
    assert list(finding.related) == FACTS["after_the_report"]


def test_targets(real_order: Order) -> None:
    targets = Counter(indicator.has_target for found in real_order.actions for indicator in found.indicators)
    assert targets == {True: 14, False: 39}


def test_formulas_match_the_programme(real_order: Order) -> None:
    """Every sentence has the shape of the programme's own; codes are ours, so a few of them are named otherwise."""
    ours = [indicator.formula or "" for found in real_order.actions for indicator in found.indicators]
    theirs = [indicator["formula"] for row in _programme()["actions"] for indicator in row["indicators"]]
    same = sum(left == right for left, right in zip(ours, theirs, strict=True))
    assert [_shape(formula) for formula in ours] == [_shape(formula) for formula in theirs]
    assert same == FACTS["formulas_that_match"]


def _programme() -> dict[str, Any]:
    programme: dict[str, Any] = yaml.safe_load((ROOT / "programmes" / "2022.yaml").read_text("utf-8"))
    return programme


def _shape(formula: str) -> str:
    return re.sub(r'"[^"]*"', '"…"', formula)
