"""Every rule of design section 3, "Two answers about an action", as a row of a table; no database."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from opora.indicators.evaluation import not_connected
from opora.indicators.facts import Gap, Progress, Proof, Source, State
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.subjects import Subject
from opora.indicators.targets import Target
from opora.roadmap.execution import ATTENTION, ExecutionState, Standing, Terms, execution, standing

OVERDUE, AT_RISK, UNKNOWN, IN_PROGRESS, EXECUTED, UPCOMING = ExecutionState


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2022-{text}")


ONE_DAY = Terms(((day("02-09"), day("02-09")),))
RANGE = Terms(((day("02-16"), day("03-01")),))
YEAR = Terms(((day("03-01"), day("11-01")),))
MONTHS = Terms(tuple((day(a), day(b)) for a, b in [("04-01", "04-30"), ("08-01", "08-31"), ("10-01", "10-31")]))
UNTIL = Terms(((None, day("03-30")),))
FROM = Terms(((day("03-01"), None),))
ALWAYS = Terms(((None, None),))


def source(progress: Progress = Progress.ABSENT, on: str = "", reachable: bool = True, met: int = 0) -> Standing:
    return Standing(Proof.SOURCE, Source(progress, day(on) if on else None), met, reachable=reachable)


def running(progress: Progress = Progress.ABSENT, on: str = "", reachable: bool = True, met: int = 0) -> Standing:
    return replace(source(progress, on, reachable, met), proof=Proof.RUNNING)


def subjects(met: int = 0, missing: int = 0, unknown: int = 0, met_on: str = "", reachable: bool = True) -> Standing:
    nothing = Source(Progress.ABSENT)
    return Standing(Proof.SUBJECTS, nothing, met, missing, unknown, day(met_on) if met_on else None, reachable)


def awaiting(proof: Proof) -> Standing:
    return Standing(proof, Source(Progress.AWAITING, reason="not connected"), unknown=40)


ABSENT, PENDING, COMPLETE = Progress.ABSENT, Progress.PENDING, Progress.COMPLETE


@dataclass(frozen=True)
class Case:
    about: str
    terms: Terms
    standings: tuple[Standing, ...]
    as_of: str
    state: ExecutionState
    on: str = ""
    late: bool = False


def case(about, terms, standings, as_of, state, on="", late=False) -> Case:
    several = standings if isinstance(standings, tuple) else (standings,)
    return Case(about, terms, several, as_of, state, on, late)


HELD = source(COMPLETE, "02-09")
CASES = [
    # by its source
    case("nothing yet, weeks before", ONE_DAY, source(), "01-15", UPCOMING),
    case("eight days before a one-day event", ONE_DAY, source(), "02-01", UPCOMING),
    case("seven days before: at risk", ONE_DAY, source(), "02-02", AT_RISK),
    case("on the due day itself nothing is overdue", ONE_DAY, source(), "02-09", AT_RISK),
    case("the day after", ONE_DAY, source(), "02-10", OVERDUE),
    case("executed on the due day is on time", ONE_DAY, HELD, "02-09", EXECUTED, "02-09"),
    case("executed stays executed", ONE_DAY, HELD, "12-31", EXECUTED, "02-09"),
    case("complete the day after: late", ONE_DAY, source(COMPLETE, "02-10"), "02-10", EXECUTED, "02-10", True),
    case("complete before the period: on time", ONE_DAY, source(COMPLETE, "01-20"), "01-20", EXECUTED, "01-20"),
    case("held early, evidence not in: begun", ONE_DAY, source(PENDING), "01-20", IN_PROGRESS),
    case("held, attendance not closed, close to the day", ONE_DAY, source(PENDING), "02-09", AT_RISK),
    case("held, attendance not closed, after the day", ONE_DAY, source(PENDING), "02-10", UNKNOWN),
    case("the day before a range starts", RANGE, source(), "02-15", UPCOMING),
    case("a range starts on its first day", RANGE, source(), "02-16", IN_PROGRESS),
    case("eight days before the end of a range", RANGE, source(), "02-21", IN_PROGRESS),
    case("seven days before the end of a range", RANGE, source(), "02-22", AT_RISK),
    case("some evidence before the period begins it", RANGE, source(met=1), "01-20", IN_PROGRESS),
    case("the warning is a setting", replace(RANGE, warning_days=3), source(), "02-22", IN_PROGRESS),
    case("the warning is a setting, its boundary", replace(RANGE, warning_days=3), source(), "02-26", AT_RISK),
    # by its source over a period
    case("running, before the period, though evidence exists", YEAR, running(COMPLETE, "02-01"), "02-20", UPCOMING),
    case("running, in the period", YEAR, running(COMPLETE, "03-05"), "06-01", IN_PROGRESS),
    case("running, last week, only waits for the end", YEAR, running(COMPLETE, "03-05"), "10-31", IN_PROGRESS),
    case("running, last day of the period", YEAR, running(COMPLETE, "03-05"), "11-01", EXECUTED, "11-01"),
    case("running, source completed after the end", YEAR, running(COMPLETE, "11-05"), "11-05", EXECUTED, "11-05", True),
    case("running, no source, in the period", YEAR, running(), "06-01", IN_PROGRESS),
    case("running, no source, last week", YEAR, running(), "10-25", AT_RISK),
    case("running, no source, after", YEAR, running(), "11-02", OVERDUE),
    case("running, source not in, after", YEAR, running(PENDING), "11-02", UNKNOWN),
    case("running without a deadline is never over", FROM, running(COMPLETE, "03-05"), "12-31", IN_PROGRESS),
    # by its subjects
    case("nobody yet, before", RANGE, subjects(missing=40), "01-20", UPCOMING),
    case("the first one met begins it", RANGE, subjects(1, 39, met_on="01-20"), "01-20", IN_PROGRESS),
    case("one is missing in the last week", RANGE, subjects(39, 1, met_on="02-20"), "02-25", AT_RISK),
    case("everyone met: the day of the last", RANGE, subjects(40, met_on="02-28"), "03-01", EXECUTED, "02-28"),
    case("the last one met late", RANGE, subjects(40, met_on="03-22"), "04-01", EXECUTED, "03-22", True),
    case("one is missing after the due day", RANGE, subjects(39, 1, met_on="02-28"), "03-02", OVERDUE),
    case("one is not known after the due day", RANGE, subjects(39, 0, 1, "02-28"), "03-02", UNKNOWN),
    case("missing and not known: overdue in the best case", RANGE, subjects(31, 6, 3, "02-28"), "03-24", OVERDUE),
    case("one not known in the last week", RANGE, subjects(39, 0, 1, "02-20"), "02-25", AT_RISK),
    case("an empty population is not executed", RANGE, subjects(), "02-17", IN_PROGRESS),
    case("an empty population after the due day", RANGE, subjects(), "03-02", OVERDUE),
    # targets
    case("unreachable target, weeks before", YEAR, source(reachable=False), "02-01", AT_RISK),
    case("unreachable target over a running period", YEAR, running(COMPLETE, "03-05", False), "06-01", AT_RISK),
    case("unreachable target, yet carried out", ONE_DAY, replace(HELD, reachable=False), "03-01", EXECUTED, "02-09"),
    case("overdue wins over an unreachable target", ONE_DAY, source(reachable=False), "02-10", OVERDUE),
    # waiting for a part of Opora
    case("awaiting, before", RANGE, awaiting(Proof.SOURCE), "01-20", UPCOMING),
    case("awaiting, seven days before the day", ONE_DAY, awaiting(Proof.SOURCE), "02-02", UNKNOWN),
    case("awaiting, eight days before the day", ONE_DAY, awaiting(Proof.SOURCE), "02-01", UPCOMING),
    case("awaiting, started", RANGE, awaiting(Proof.SUBJECTS), "02-16", UNKNOWN),
    case("awaiting, after", RANGE, awaiting(Proof.SUBJECTS), "03-02", UNKNOWN),
    case("awaiting, running, after", YEAR, awaiting(Proof.RUNNING), "12-01", UNKNOWN),
    # periods
    case("several periods: before the first", MONTHS, source(), "03-31", UPCOMING),
    case("several periods: between them", MONTHS, source(), "06-15", IN_PROGRESS),
    case("several periods: the end of the first is no deadline", MONTHS, source(), "05-01", IN_PROGRESS),
    case("several periods: the end of the last is", MONTHS, source(), "11-01", OVERDUE),
    case("until a day: upcoming before its last week", UNTIL, source(), "03-22", UPCOMING),
    case("until a day: at risk", UNTIL, source(), "03-23", AT_RISK),
    case("from a day: never overdue", FROM, source(), "12-31", IN_PROGRESS),
    case("always: in progress from the outset", ALWAYS, source(), "01-01", IN_PROGRESS),
    case("always: executed is never late", ALWAYS, source(COMPLETE, "12-01"), "12-31", EXECUTED, "12-01"),
    # several indicators
    case("all executed: the latest day", YEAR, (HELD, source(COMPLETE, "05-06")), "06-01", EXECUTED, "05-06"),
    case("one late makes it late", ONE_DAY, (HELD, source(COMPLETE, "02-11")), "06-01", EXECUTED, "02-11", True),
    case("one executed, one to come", YEAR, (HELD, source()), "02-10", IN_PROGRESS),
    case("one executed, one overdue", ONE_DAY, (HELD, source()), "02-10", OVERDUE),
    case("overdue before unknown", ONE_DAY, (source(PENDING), source()), "02-10", OVERDUE),
    case("at risk before unknown", ONE_DAY, (awaiting(Proof.SOURCE), source()), "02-05", AT_RISK),
    case("unknown before in progress", YEAR, (awaiting(Proof.SOURCE), source()), "06-01", UNKNOWN),
    case("one executed, one awaiting", YEAR, (HELD, awaiting(Proof.SOURCE)), "06-01", UNKNOWN),
    case("no indicator: nobody can say", RANGE, (), "02-20", UNKNOWN),
]


@pytest.mark.parametrize("row", CASES, ids=lambda row: row.about)
def test_execution(row: Case) -> None:
    answer = execution(row.terms, row.standings, day(row.as_of))
    assert (answer.state, answer.on, answer.late) == (row.state, day(row.on) if row.on else None, row.late)


def test_each_documented_state_has_cases() -> None:
    assert {row.state for row in CASES} == set(ExecutionState)
    assert len(CASES) >= 30
    assert ATTENTION == (OVERDUE, AT_RISK, UNKNOWN, IN_PROGRESS, EXECUTED, UPCOMING)


def test_the_reason_names_the_state_that_won() -> None:
    two = (subjects(31, 6, 3, "02-28"), awaiting(Proof.SUBJECTS))
    answer = execution(RANGE, two, day("03-24"))
    assert answer.reason == "не хватает 6, не известно 3"
    assert execution(RANGE, (subjects(31, 6, 0, "02-28"),), day("03-24")).reason == "не хватает 6"
    assert execution(RANGE, (awaiting(Proof.SOURCE),) * 2, day("03-24")).reason == "not connected"


def member(number: int, state: State, on: str = "", gap: Gap | None = None) -> Member:
    return Member(Subject("school", f"school:{number}", str(number)), state, on=day(on) if on else None, gap=gap)


def figure(*members: Member, **changes: object) -> Figure:
    return replace(Figure(FigureKind.SHARE, day("03-01"), members, proof=Proof.SUBJECTS), **changes)


def test_a_figure_gives_its_standing() -> None:
    lists = [member(1, State.MET, "02-20"), member(2, State.MET, "02-25"), member(3, State.MISSING)]
    one = standing(figure(*lists, member(4, State.EXCLUDED, "02-28")), None)
    assert (one.met, one.missing, one.unknown, one.met_on) == (2, 1, 0, day("02-25"))
    assert one.source.progress is ABSENT
    assert one.reachable


def test_a_final_gap_puts_a_target_out_of_reach() -> None:
    lists = [member(1, State.MET, "02-20"), member(2, State.MISSING, gap=Gap(final=True))]
    target = Target("=", Fraction(100), "= 100")
    assert not standing(figure(*lists), target).reachable
    assert standing(figure(*lists), None).reachable


def test_a_figure_that_waits_for_a_word_awaits() -> None:
    one = standing(figure(awaiting=("pupils_assessed",), known=False, source=Source(COMPLETE, day("02-20"))), None)
    assert one.source.progress is Progress.AWAITING
    assert one.source.reason == not_connected()
