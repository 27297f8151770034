"""A registry small enough to read at a glance, for tests of the language itself."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from opora.indicators.context import Context
from opora.indicators.facts import Delivery, Fact, Item, Progress, Proof, Records, Source, met, missing, unknown
from opora.indicators.registry import Registry
from opora.indicators.subjects import Exclusion, HeldPost, Population, Subject

DAY = dt.date(2022, 3, 1)
CONTEXT = Context.of(None, dt.date(2022, 4, 10), dt.datetime(2022, 4, 10, tzinfo=dt.UTC))


class Group(StrEnum):
    CURRENT = "current"
    PREVIOUS = "previous"


def phrase(*_arguments: object, **_named: object) -> str:
    return "…"


def small() -> Registry:  # noqa: C901  # one registration after the other, no branches
    """Schools 1–4 (4 left), heads of 1 (person 7) and 2 (vacant), a curator who is person 7, facts for all states."""
    language = Registry()
    language.constant("current", Group.CURRENT)
    language.constant("previous", Group.PREVIOUS)

    @language.population(of="school", phrase=phrase)
    def schools(context: Context, on: dt.date, *cohorts: Group, growth_point: bool | None = None) -> Population:
        """Schools."""
        gone = Exclusion(Subject("school", "school:4", "4", 20, 4), "left", dt.date(2022, 2, 1))
        return Population([Subject("school", f"school:{n}", str(n), 10 * n, n) for n in (1, 2, 3)], [gone])

    @language.population(of="post", phrase=phrase)
    def heads(context: Context, on: dt.date) -> Population:
        """Posts of heads."""
        held = Subject("post", "head:1", "head of 1", 10, 1, person_id=7, person="Seven")
        return Population([held, Subject("post", "head:2", "head of 2", 20, 2)])

    @language.population(of="person", phrase=phrase)
    def curators(context: Context, on: dt.date) -> Population:
        """Persons."""
        both = Subject("person", "person:7", "Seven", None, posts=(HeldPost("curator"),), person_id=7)
        return Population(
            [both, Subject("person", "person:8", "Eight", None, posts=(HeldPost("curator"),), person_id=8)]
        )

    @language.population(of="class", phrase=phrase)
    def classes(context: Context, on: dt.date) -> Population:
        """Weighted subjects."""
        return Population(
            [Subject("class", "class:1", "9A", 10, 1, weight=24), Subject("class", "class:2", "9B", weight=6)]
        )

    @language.fact(of=("school",), proof=Proof.SUBJECTS, phrase=phrase)
    def visited(context: Context, kind: Literal["first", "final"]) -> Fact:
        """School 1 late, 2 unknown, 3 missing."""
        answers = {"school:1": met(DAY), "school:2": unknown("not closed")}
        return Fact(lambda subject: answers.get(subject.key, missing("not visited")))

    @language.fact(of=("school", "post", "person"), proof=Proof.SOURCE, phrase=phrase, one_of=("event", "series"))
    def attended(context: Context, event: str | None = None, *, series: str | None = None) -> Fact:
        """Person 7 was there."""
        return Fact(
            lambda subject: met(DAY) if subject.person_id == 7 else missing("absent"),
            Source(Progress.COMPLETE, DAY),
            held_on=DAY,
        )

    @language.fact(of=("class",), proof=Proof.SOURCE, phrase=phrase)
    def succeeded(context: Context) -> Fact:
        """18 of the 24 pupils of the first class, nobody of the second."""
        return Fact(lambda subject: met(DAY, weight=18) if subject.weight == 24 else met(DAY, weight=0))

    @language.fact(of=("school",), proof=Proof.SOURCE, phrase=phrase)
    def systemic(context: Context, wave: int) -> Fact:
        """Wave 1 closed with school 1, wave 2 closed with 1 and 2, wave 3 open."""
        closed = {1: dt.date(2022, 2, 10), 2: dt.date(2022, 3, 20)}.get(wave)
        return Fact(
            lambda subject: (
                (met(closed) if subject.school_id and subject.school_id <= wave else missing("no"))
                if closed
                else unknown("open")
            ),
            closed_on=closed,
        )

    @language.records(phrase=phrase)
    def news(context: Context) -> Records:
        """Two in February, one in March, two in April."""
        days = [(2, 1), (2, 20), (3, 5), (4, 1), (4, 2)]
        items = [Item(f"news:{m}-{d}", "post", dt.date(2022, m, d), section="site") for m, d in days]
        return Records(items, Source(Progress.COMPLETE, DAY))

    @language.delivery(phrase=phrase)
    def delivered(context: Context, code: str) -> Delivery:
        """Only the guide is."""
        return Delivery(Source(Progress.COMPLETE, DAY) if code == "guide" else Source(Progress.ABSENT), code)

    return language
