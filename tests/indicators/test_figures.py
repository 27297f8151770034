"""Figures over a language of a dozen answers: lists, values, ranges, unions, months, change, narrowing."""

import datetime as dt
from fractions import Fraction

import pytest

from opora.indicators.checker import read
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import State
from opora.indicators.figures import Figure, groups
from opora.indicators.registry import Kind, Registry, Word
from opora.indicators.targets import Target, Verdict
from tests.indicators.small_language import CONTEXT, small


def figure(
    source: str, target: str | None = None, due: dt.date | None = dt.date(2022, 2, 20), as_of: dt.date | None = None
) -> Figure:
    language = small()
    periods = ((dt.date(2022, 2, 1), due),)
    question = Question("1", read(source, language), periods, Target.read(target) if target else None)
    context = CONTEXT.on(as_of) if as_of else CONTEXT
    return evaluate(context, language, [question])["1"]


def keys(found: Figure, state: State) -> list[str]:
    return [member.subject.key for member in found.list(state)]


def test_a_share_has_four_lists_and_no_value_under_unknown() -> None:
    share = figure('share(schools(current), visited("first"))')
    assert {state: keys(share, state) for state in State} == {
        State.MET: ["school:1"],
        State.MISSING: ["school:3"],
        State.UNKNOWN: ["school:2"],
        State.EXCLUDED: ["school:4"],
    }
    assert share.denominator == 3
    assert share.value is None
    assert share.range == (Fraction(100, 3), Fraction(200, 3))


def test_facts_after_the_due_day_count_and_are_late() -> None:
    assert figure('share(schools(current), visited("first"))').list(State.MET)[0].late
    assert not figure('share(schools(current), visited("first"))', due=dt.date(2022, 3, 1)).list(State.MET)[0].late


@pytest.mark.parametrize(("target", "verdict"), [("= 100", Verdict.NOT_MET), (">= 30", Verdict.MET), (">= 50", None)])
def test_a_verdict_under_unknown_needs_the_range_to_decide(target: str, verdict: Verdict | None) -> None:
    share = figure('share(schools(current), visited("first"))', target)
    assert share.verdict(Target.read(target)) is verdict
    assert share.verdict(None) is None


def test_in_a_union_everything_is_a_person_once_and_vacant_posts_stay() -> None:
    share = figure('share(heads() | curators(), attended("x"))')
    assert keys(share, State.MET) == ["person:7"]
    assert keys(share, State.MISSING) == ["head:2", "person:8"]
    person = share.list(State.MET)[0].subject
    assert person.titles == ("head of 1", "curator")
    assert person.municipality_id == 10


def test_the_population_of_an_event_is_taken_on_its_day() -> None:
    assert figure('share(heads(), attended("x"))').population_on == dt.date(2022, 3, 1)
    assert figure('share(schools(), visited("first"))').population_on == dt.date(2022, 2, 20)
    assert figure('share(schools(), visited("first"))', as_of=dt.date(2022, 2, 10)).population_on == dt.date(
        2022, 2, 10
    )


def test_weighted_subjects_stand_in_two_lists_in_part() -> None:
    share = figure("share(classes(), succeeded())")
    assert share.counts == {State.MET: 18, State.MISSING: 12, State.UNKNOWN: 0, State.EXCLUDED: 0}
    assert share.value == 60
    assert keys(share, State.MISSING) == ["class:1", "class:2"]


def test_a_change_is_in_points_between_closed_waves() -> None:
    sentence = "change(share(schools(current), systemic({})), share(schools(current), systemic({})))"
    change = figure(sentence.format(1, 2), "> 0")
    assert change.value == Fraction(100, 3)
    assert change.verdict(Target.read("> 0")) is Verdict.MET
    before_second = figure(sentence.format(2, 3), "> 0")
    assert before_second.value is None
    assert before_second.range == (None, None)
    assert before_second.verdict(Target.read("> 0")) is None


def test_growth_is_out_of_reach_from_the_top() -> None:
    change = figure("change(share(schools(), systemic(2)), share(schools(), systemic(3)))")
    assert change.reachable(Target.read("> 0"))
    assert not change.reachable(Target.read("> 40"))


def test_the_least_month_leaves_the_unfinished_one_unknown_until_the_minimum_is_reached() -> None:
    news = figure("least_per_month(news())", ">= 2", due=dt.date(2022, 5, 22))
    assert [(m.subject.key, m.weight, m.state) for m in news.members] == [
        ("month:2022-02", 2, State.MET),
        ("month:2022-03", 1, State.MISSING),
        ("month:2022-04", 2, State.MET),
        ("month:2022-05", 0, State.UNKNOWN),
    ]
    assert news.value == 1
    assert news.verdict(Target.read(">= 2")) is Verdict.NOT_MET
    early = figure("least_per_month(news())", ">= 2", due=dt.date(2022, 5, 22), as_of=dt.date(2022, 3, 10))
    assert early.value == 2
    assert early.verdict(Target.read(">= 2")) is None


def test_counts_of_records_and_deliveries() -> None:
    assert figure("count(news())").value == 5
    assert [late.late for late in figure("count(news())").members] == [False, False, True, True, True]
    assert figure('delivered("guide")').value == 1
    other = figure('delivered("report")')
    assert (other.value, keys(other, State.MISSING)) == (0, ["document:report"])


def awaiting(*names: str) -> Registry:
    """The small language without these words' answers."""
    language = small()
    for name in names:
        word = language.words[name]
        language.words[name] = Word(name, word.kind, word.signature, word.phrase, word.of, word.proof)
    return language


def test_a_change_is_not_known_while_one_of_its_populations_is_only_awaited() -> None:
    language = awaiting("heads")
    for first, second in (("heads()", "curators()"), ("curators()", "heads()")):
        sentence = f'change(share({first}, attended("x")), share({second}, attended("x")))'
        change = evaluate(CONTEXT, language, [Question("44", read(sentence, language))])["44"]
        assert (change.known, change.value, change.range) == (False, None, (None, None))


def test_awaited_words_leave_everybody_unknown() -> None:
    language = awaiting("visited", "news", "delivered", "heads")
    sources = {
        "fact": 'share(schools(), visited("first"))',
        "records": "count(news())",
        "months": "least_per_month(news())",
        "delivery": 'delivered("guide")',
        "population": 'share(heads() | curators(), attended("x"))',
    }
    found = evaluate(CONTEXT, language, [Question(key, read(text, language)) for key, text in sources.items()])
    assert found["fact"].counts[State.UNKNOWN] == 3
    assert found["fact"].counts[State.EXCLUDED] == 1
    assert found["delivery"].counts[State.UNKNOWN] == 1
    assert found["population"].members == ()
    for key, name in {
        "fact": "visited",
        "records": "news",
        "months": "news",
        "delivery": "delivered",
        "population": "heads",
    }.items():
        assert found[key].value is None
        assert found[key].awaiting == (name,)
        assert found[key].verdict(Target.read(">= 0")) in (None, Verdict.MET if key in ("fact", "delivery") else None)
    assert language.words["visited"].kind is Kind.FACT


def test_groups_partition_a_figure() -> None:
    share = figure('share(schools(current), visited("first"))')
    rows = groups(share, lambda member: member.subject.municipality_id)
    assert [place for place, _row in rows] == [20, 10, 30]
    assert sum(row.denominator for _place, row in rows) == share.denominator
    assert dict(rows)[10].value == 100
    months = figure("least_per_month(news())", ">= 2", due=dt.date(2022, 4, 1)).narrowed(
        lambda m: m.on is not None and m.on.day > 1
    )
    assert [month.weight for month in months.members] == [1, 1, 1]
