"""Examples of a definition: what holds, what came out instead, and lines that nobody should have written."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

from opora.indicators.checker import read
from opora.indicators.examples import LARGEST, LINES, MONTHS, proposed, run
from opora.indicators.targets import Target
from tests.indicators.small_language import small

SHARE = 'share(schools(current), visited("first"))'
COUNT = 'count(schools(current), visited("first"))'
FORMULAS = {
    "share": SHARE,
    "count": COUNT,
    "tally": "count(news())",
    "minimum": "least_per_month(news())",
    "change": f"change({SHARE}, {SHARE})",
    "delivery": 'delivered("guide")',
}


def fault(kind: str, line: str, target: str = "") -> str:
    words = small()
    (found,) = run(line, read(FORMULAS[kind], words), words, Target.read(target) if target else None)
    return found.fault.replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("share", "3 of 5 → 60 %"),
        ("share", "3 из 5 → 60 %"),
        ("share", "3 из 5 -> 60,0%."),
        ("share", "2 of 3 => 66.7 %"),
        ("share", "1 из 3, не известно 1 → 33,3–66,7 %"),
        ("share", "3 of 5, unknown 1 → 60-80 %"),
        ("share", "0 из 0 → нет значения"),
        ("share", "0 of 4 → 0 %"),
        ("share", "0 of 4, unknown 4 → 0–100 %"),
        ("share", "999 of 1000 → 99,9 %"),
        ("share", "50 % → 50 %"),
        ("count", "4 → 4"),
        ("count", "3 из 5 → 3"),
        ("count", "3 из 5, не известно 1 → 3–4"),
        ("count", "3, unknown 2 → 3–5"),
        ("tally", "4 → 4"),
        ("tally", "0 → 0"),
        ("minimum", "2, 3, 1 → 1"),
        ("minimum", "7 → 7"),
        ("minimum", "2, 0, 5 → 0"),
        ("change", "50 %, 75 % → 25 п. п."),
        ("change", "50 %, 75 % → +25 pp"),
        ("change", "75 %, 50 % → −25 п. п."),
        ("change", "75,5 %, 50 % → -25.5 pp"),
        ("change", "1 из 2; 3 из 4 → 25 п.п."),
        ("change", "1 of 2, unknown 1; 2 of 2 → 0–50 pp"),
        ("change", "0 of 0; 2 of 2 → no value"),
        ("delivery", "нет → не утверждён"),
        ("delivery", "есть → утвержден"),
        ("delivery", "Yes → Approved"),
    ],
)
def test_an_example_holds(kind: str, line: str) -> None:
    for language in ("en", "ru"):
        with translation.override(language):
            assert fault(kind, line) == ""


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("share", "3 of 5 → 50 %", "it came out 60%"),
        ("share", "3 of 5 → 3", "it came out 60%"),
        ("share", "2 of 3 → 67 %", "it came out 66.7%"),
        ("share", "0 of 0 → 0 %", "it came out no value"),
        ("share", "3 of 5, unknown 1 → 60 %", "it came out 60–80%"),
        ("count", "4 → 4 %", "it came out 4"),
        ("tally", "4 → 5", "it came out 4"),
        ("minimum", "2, 3, 1 → 2", "it came out 1"),
        ("change", "50 %, 75 % → −25 pp", "it came out +25 pp"),
        ("change", "50 %, 75 % → 25 %", "it came out +25 pp"),
        ("delivery", "no → approved", "it came out not approved"),
    ],
)
def test_a_wrong_example_is_told_what_came_out(kind: str, line: str, said: str) -> None:
    assert fault(kind, line) == said


@pytest.mark.parametrize(
    ("line", "target", "said"),
    [
        ("3 из 5 → 60 %, цель не достигнута", "= 100", ""),
        ("5 of 5 → 100 %, the target is met", "= 100", ""),
        ("4 of 5, unknown 1 → 80–100 %, target is open", "= 100", ""),
        ("4 из 5, не известно 1 → 80–100 %, цель под вопросом", "= 100", ""),
        ("4 of 5, unknown 1 → 80–100 %, the target is met", ">= 90", "it came out: the target is open"),
        ("4 of 5 → 80 %, the target is met", ">= 90", "it came out: the target is not met"),
        ("4 of 5 → 80 %, the target is not met", ">= 80", "it came out: the target is met"),
        ("4 of 5 → 80 %, the target is met", "", "it came out: no target is set"),
        ("4 of 5 → 80 %, target of mine", "", "of the target one says"),
    ],
)
def test_the_verdict_of_an_example(line: str, target: str, said: str) -> None:
    assert fault("share", line, target).startswith(said)
    assert bool(fault("share", line, target)) is bool(said)


HOSTILE = ["→", "3 of 5", "→ 60 %", "3 of 5 →", "3 of 5 → 60 % → 60 %", "5 of 3 → 1 %", "3 of 5, unknown 3 → 60 %",
    f"1 of {LARGEST + 1} → 1 %", "1 of 9999999999 → 1 %", "-1 of 5 → 1 %", "3 / 5 → 60 %", "<script> → 60 %",
    "3 of 5 → __import__('os')", "3 of 5 → " + "9" * 190, "3 of 5" + " " * 300 + "→ " + "x" * 300, "%s → %(x)s",
    "101 % → 101 %", "3 of 5 → 60 %, цель", "\x00 → 1 %", "3 of 5, unknown → 60 %"]  # fmt: skip


@pytest.mark.parametrize("kind", FORMULAS)
@pytest.mark.parametrize("line", HOSTILE)
def test_a_line_that_cannot_be_run_says_how_it_is_right(kind: str, line: str) -> None:
    assert fault(kind, line)


@pytest.mark.parametrize("line", [",".join(["1"] * (MONTHS + 1)) + " → 1", f"{LARGEST + 1} → 1", "1,,2 → 1"])
def test_months_are_few_and_small(line: str) -> None:
    assert "at most" in fault("minimum", line) or "write it so" in fault("minimum", line)


def test_every_line_is_run_and_empty_ones_are_none() -> None:
    words = small()
    found = run("3 of 5 → 60 %\n\n  \n3 of 5 → 1 %\r\n", read(SHARE, words), words)
    assert [(one.line, bool(one.fault)) for one in found] == [(1, False), (4, True)]
    assert str(found[1]) == "line 4, “3 of 5 → 1 %”: it came out 60%"
    many = run("3 of 5 → 60 %\n" * (LINES + 5), read(SHARE, words), words)
    assert [bool(one.fault) for one in many] == [False] * LINES + [True]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", FORMULAS)
def test_the_proposed_examples_hold(kind: str, language: str) -> None:
    words = small()
    node = read(FORMULAS[kind], words)
    with translation.override(language):
        text = proposed(node)
        assert len(run(text, node, words)) >= 2
        assert [str(one) for one in run(text, node, words) if one.fault] == []


def documented() -> list[tuple[str, str]]:
    page = (settings.BASE_DIR / "docs" / "definitions.md").read_text("utf-8")
    return re.findall(r"^\| (\w+) \| `([^`]+)` \|$", page, re.MULTILINE)


@pytest.mark.parametrize(("kind", "line"), documented())
def test_the_examples_of_the_documentation_hold(kind: str, line: str) -> None:
    assert fault(kind, line, "= 100" if kind == "share" else "") == ""


def test_every_kind_is_documented() -> None:
    assert {kind for kind, _line in documented()} == set(FORMULAS)


def test_a_union_counts_each_invented_person_once() -> None:
    """Were the people of both populations counted apart, ten of ten would come out of five of five."""
    words = small()
    node = read('count(heads() | curators(), attended("call"))', words)
    assert [one.fault for one in run("3 of 5 → 3\n5 → 5", node, words)] == ["", ""]


def test_no_word_of_the_registry_is_asked() -> None:
    words = small()
    node = read(SHARE, words)
    for name, word in words.words.items():
        object.__setattr__(word, "call", None)
        assert words.words[name].call is None
    assert [one.fault for one in run("3 of 5 → 60 %", node, words)] == [""]
