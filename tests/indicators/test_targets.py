"""Targets: how they are written and when a verdict is certain."""

from fractions import Fraction

import pytest

from opora.indicators.targets import Target, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET


@pytest.mark.parametrize(
    ("text", "low", "high", "verdict"),
    [
        ("= 100", 100, 100, MET),
        ("= 100", 99, 99, NOT_MET),
        ("= 100", 90, 100, None),
        ("= 100", 90, Fraction(199, 2), NOT_MET),
        (">= 80", Fraction(159, 2), 90, None),
        (">= 80", 80, 90, MET),
        (">= 80", 70, 79, NOT_MET),
        (">= 80", 80, None, MET),
        (">= 80", None, None, None),
        ("> 0", 0, 0, NOT_MET),
        ("> 0", Fraction(1, 3), 5, MET),
        ("> 0", -5, 5, None),
        ("<= 10", 0, 10, MET),
        ("<= 10", 11, 12, NOT_MET),
        ("< 3", 2, 3, None),
        ("< 3", 3, 3, NOT_MET),
        ("done", 1, 1, MET),
        ("done", 0, 0, NOT_MET),
        ("done", 0, 1, None),
        (">= 77,5", Fraction(155, 2), Fraction(155, 2), MET),
    ],
)
def test_a_verdict_is_said_only_when_the_range_decides(
    text: str, low: int | None, high: int | None, verdict: Verdict | None
) -> None:
    assert Target.read(text).verdict(low, high) is verdict


@pytest.mark.parametrize(
    "text", ["", "100", "==100", "=> 5", ">= five", "done!", ">= -1", ">= 1e9", "= 1.23456", "≥ 5"]
)
def test_other_spellings_are_refused_with_what_is_accepted(text: str) -> None:
    with pytest.raises(ValueError, match="done"):
        Target.read(text)
