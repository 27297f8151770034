"""Each rule by itself: on a small order that has the fault, and on one that nearly has it; and the registry."""

from pathlib import Path

import pytest
from django.utils import translation

from opora.orders import Order, read_order
from opora.orders.lint import RULES
from opora.orders.lint.registry import rule
from opora.orders.lint.telling import MOST_NAMED, listed
from opora.orders.order import Severity
from tests.orders.lint_cases import CASES
from tests.orders.small_orders import HEAD, HEADER, LINK, USUAL, Case, codes, order

ROOT = Path(__file__).parents[2]
IDS = [f"{case.code}-{place}" for place, case in enumerate(CASES)]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_a_faultless_order_has_no_findings() -> None:
    assert codes(order({}, {"periods": "апрель 2023"}, {"periods": "май 2023 (по отдельному плану)"})) == []


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_rule_sees_its_fault_and_says_what_to_do(case: Case) -> None:
    found = [finding for finding in case.faulty.findings if (finding.code, finding.action) == (case.code, case.action)]
    assert len(found) == 1
    assert found[0].mend.endswith((".", "?"))
    assert case.place in {None, found[0].place}
    assert case.mend in {None, found[0].mend}


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_near_miss_is_none(case: Case) -> None:
    assert case.code not in {code for code, _action in codes(case.faultless)}


def test_dates_that_differ() -> None:
    found = order({}, head=HEAD.replace("от 01.02.2023", "от 11.02.2023"))
    assert [(one.code, one.action, one.line, one.mend) for one in found.findings] == [
        ("R-01", None, 0, "Take 01.02.2023 for the date.")
    ]


def test_a_second_link_in_a_row_of_its_own() -> None:
    text = "\n".join([HEAD, HEADER, "1.\tСобрание\t\t\t\t", "\t\t\t\t\thttps://a.example/two"])
    assert ("R-13", "1") in codes(read_order(text.encode(), "order.txt"))


@pytest.mark.parametrize("lost", ["01.02.2023\n", "№ 5\n", "О плане помощи на 2023 год: дорожная карта\n"])
def test_an_incomplete_head(lost: str) -> None:
    assert codes(order({}, head=HEAD.replace(lost, "", 1))) == [("R-38", None)]


def test_text_between_rows() -> None:
    text = "\n".join([HEAD, HEADER, "Примечание без места", "1.\t" + "\t".join([*USUAL, LINK])])
    assert codes(read_order(text.encode(), "order.txt")) == [("R-39", None)]


def test_a_deadline_backwards_is_told_once() -> None:
    assert codes(order({"periods": "20.05.2023 – 10.03.2023"})) == [("R-40", "1")]


def test_numbers_that_begin_anew_in_sections_are_told_once() -> None:
    rows = [{"section": "Раздел 1. Кадры"}, {}, {"section": "Раздел 2. Средства", "number": "1."}, {"number": "2."}]
    assert codes(order(*rows)) == [("R-47", None)]


def test_findings_know_the_line_of_their_row() -> None:
    found = order({"links": "-"}, {"links": "-"})
    assert [(one.line, found.actions[place].source.line) for place, one in enumerate(found.findings)] == [
        (len(HEAD.splitlines()) + 3, found.findings[0].line),
        (len(HEAD.splitlines()) + 4, found.findings[1].line),
    ]


def test_every_rule_has_a_case_and_a_line_in_the_documentation() -> None:
    assert {case.code for case in CASES} | {"R-01", "R-13", "R-38", "R-39"} == set(RULES)
    page = (ROOT / "docs" / "lint-codes.md").read_text("utf-8")
    documented = [line for line in page.splitlines() if line.startswith("| R-")]
    assert documented == [
        f"| {code} | {found.severity.value} | {found.says} | {found.proposes} |"
        for code, found in sorted(RULES.items())
    ]


def test_every_rule_is_a_module_of_its_name() -> None:
    modules = {path.stem for path in (ROOT / "src/opora/orders/lint/rules").glob("*.py")} - {"__init__"}
    assert {found.check.__name__ for found in RULES.values()} == modules
    assert all(found.check.__module__.endswith(f".{found.check.__name__}") for found in RULES.values())


def test_severities() -> None:
    assert {code for code, found in RULES.items() if found.severity is Severity.ERROR} == {
        "R-01", "R-12", "R-30", "R-31", "R-33", "R-34", "R-40", "R-49", "R-50", "R-53",
    }  # fmt: skip


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="R-01"):
        rule("R-01", Severity.NOTE)(lambda _order: iter(()))


def test_findings_stand_by_row_and_code() -> None:
    found = order({"links": "-", "indicators": "-"}, {"links": "-", "periods": "17.01.2023"})
    assert codes(found) == [("R-18", "1"), ("R-34", "1"), ("R-02", "2"), ("R-04", "2"), ("R-18", "2")]


def test_all_findings_of_a_damaged_order_say_what_to_do(damaged_order: Order) -> None:
    assert all(found.mend and (found.line > 0) == (found.action is not None or "Line" in found.message)
               for found in damaged_order.findings)  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (["1", "2", "3", "5"], "1–3, 5"),
        (["1", "2"], "1, 2"),
        (["1.1", "1.2"], "1.1, 1.2"),
        (["7", "line 9", "8"], "7, line 9, 8"),
        ([], ""),
        ([str(number) for number in range(1, MOST_NAMED + 11)], f"1–{MOST_NAMED} and 10 more"),
    ],
)
def test_numbers_are_listed_shortly(numbers: list[str], text: str) -> None:
    assert listed(numbers) == text
