"""`opora bench` measures what it says, and its thresholds can fail. No test here looks at a clock."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from opora.config.bench import report, running
from opora.config.bench.verdicts import REFERENCE, SAME_ROWS, WHOLE, Measured, Timing, thresholds


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def quick(database: str = "sqlite", times: int = 1, **of_pages: float) -> Measured:
    """Everything well inside its thresholds, but these pages, in milliseconds."""
    curator = of_pages.pop("curator", 90.0)
    taken = {"overview": 200.0, "figure": 100.0, "trend": 400.0, "schools": 50.0, "to-dos": 200.0, **of_pages}
    timings = [Timing(name, "coordinator", "", [value] * 20, queries=30) for name, value in taken.items()]
    timings.append(Timing("schools", "ministry", "", [45.0] * 5, queries=30))
    timings.append(Timing("to-dos", "curator", "", [curator] * 20, queries=30))
    timings += [Timing(name, "", "", [100.0] * 5, queries=61) for name in (WHOLE, SAME_ROWS)]
    timings.append(Timing(REFERENCE, "", "", [80.0] * 5, queries=9))
    return Measured(database, "3", times, 1000, timings, compared=3)


def missed(*found: Measured) -> list[str]:
    return [str(one) for one in thresholds(found) if one.missed]


def test_the_nearest_rank_is_the_95th() -> None:
    assert Timing("", "", "", [float(n) for n in range(1, 41)]).p95 == 38
    assert Timing("", "", "", [7.0]).p95 == 7
    assert Timing("", "", "", [float(n) for n in range(20, 0, -1)]).p95 == 19


def test_nothing_is_missed_by_a_quick_region() -> None:
    assert missed(quick(), quick(times=10, overview=2399)) == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (quick(overview=501), "sqlite, p95, overview: 501 ms instead of at most 500 ms"),
        (quick(figure=301), "sqlite, p95, figure: 301 ms instead of at most 300 ms"),
        (quick(trend=1001), "sqlite, p95, trend: 1001 ms instead of at most 1000 ms"),
        (quick(**{"to-dos": 501}), "sqlite, p95, to-dos: 501 ms instead of at most 500 ms"),
        (quick(curator=501), "sqlite, p95, to-dos (curator): 501 ms instead of at most 500 ms"),
        (
            quick(schools=90),
            "sqlite, list of schools as coordinator, beside the same as ministry: 2.00× instead of at most 1.50×",
        ),
        (
            replace(quick(), differing=["5"]),
            "sqlite, figures that reference SQL counts otherwise: 1 instead of at most 0",
        ),
    ],
    ids=["overview", "figure", "trend", "to-dos", "to-dos as curator", "list", "wrong reference"],
)
def test_what_is_too_slow_or_otherwise_is_named(found: Measured, said: str) -> None:
    assert missed(found) == [said]


def test_growing_too_fast_and_asking_more_are_named() -> None:
    larger = quick(times=10, overview=2500)
    larger.timings[0] = replace(larger.timings[0], queries=33)
    assert missed(quick(), larger) == [
        "sqlite, overview with 10 times the facts: 12.50× instead of at most 12.00×",
        "sqlite, overview with 10 times the facts, queries more or fewer: 3 instead of at most 0",
    ]
    assert missed(quick(), replace(larger, database="postgresql")) == []


def test_of_several_rows_the_slowest_is_held_and_each_is_compared_with_itself() -> None:
    rows = [
        Timing("figure", "coordinator", key, [ms], queries=n) for key, ms, n in (("12", 200.0, 30), ("33", 290.0, 40))
    ]
    grown = [
        Timing("figure", "coordinator", key, [ms], queries=n) for key, ms, n in (("12", 2600.0, 30), ("33", 2900.0, 41))
    ]
    one, larger = (replace(quick(times=times), timings=of) for times, of in ((1, rows), (10, grown)))
    assert one.timing("figure") == rows[1]
    assert missed(one, larger) == [
        "sqlite, figure with 10 times the facts: 13.00× instead of at most 12.00×",
        "sqlite, figure with 10 times the facts, queries more or fewer: 1 instead of at most 0",
    ]


def test_twice_the_reference_is_too_much() -> None:
    slow = quick()
    slow.timings[-2] = replace(slow.timings[-2], times=[161.0])
    assert missed(slow) == ["sqlite, 3 rows beside reference SQL: 2.01× instead of at most 2.00×"]


def test_the_page_names_the_machine_and_what_was_missed() -> None:
    page = report.markdown([quick(overview=501)])
    assert report.machine()["python"] in page
    assert "| sqlite | p95, overview | 501 ms | 500 ms | **missed** |" in page
    assert "| sqlite | p95, figure | 100 ms | 300 ms | held |" in page


def test_a_small_region_is_measured_from_end_to_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In processes and bases of its own; the reference SQL counts the same."""
    monkeypatch.setattr("opora.config.management.commands.bench.VOLUMES", (1,))
    page = tmp_path / "page.md"
    call_command("bench", "--database=sqlite", "--size=small", "--requests=1", f"--markdown={page}", "--json")
    (found,) = [Measured.read(one) for one in json.loads(capsys.readouterr().out)["measured"]]
    assert (found.database, found.times, found.differing) == ("sqlite", 1, [])
    assert {timing.role for timing in found.timings} == {"coordinator", "curator", "ministry", ""}
    assert all(timing.queries and timing.times for timing in found.timings)
    assert "| overview | coordinator |" in page.read_text("utf-8")


def test_check_fails_where_a_threshold_is_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "elsewhere", lambda database, times, **_how: quick(database, times, overview=501))
    with pytest.raises(SystemExit) as stop:
        call_command("bench", "--check", "--database=sqlite")
    assert stop.value.code == 1
    assert "missed: sqlite, p95, overview: 501 ms instead of at most 500 ms" in capsys.readouterr().err
    call_command("bench", "--database=sqlite")


def test_an_installation_without_the_facts_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def elsewhere(database: str, times: int, **_how: object) -> Measured:
        asked.append(times)
        return quick(database, times)

    monkeypatch.setattr(running, "elsewhere", elsewhere)
    monkeypatch.setattr(running, "SUITE", Path("/nowhere"))
    call_command("bench", "--database=sqlite")
    assert "no facts for every row" in capsys.readouterr().err
    assert asked == [1]
