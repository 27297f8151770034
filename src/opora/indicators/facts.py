"""What words answer: about a subject (facts), about a row (evidence of execution), or as things to count (records)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opora.indicators.subjects import Subject


class State(StrEnum):
    """The four lists of every figure."""

    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that proves a fact: what it is, when it happened and was recorded, where it came from."""

    label: str
    on: dt.date
    recorded_at: dt.datetime | None = None
    origin: str = ""
    url: str = ""


EXECUTOR = "executor"
"""Closes a gap: whoever the roadmap charges with the action. The evaluation puts the post in its place."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How a missing or unknown subject can still be closed: by whom, where, by which step.

    `closes` is a post, the kind of a subject that does it itself, or EXECUTOR; "" while there is nothing for anybody to
    do (the invitation was accepted, the day has not come). `where` is a URL, "" when there is no page yet. `step` says
    what to do next ("Close the attendance list"), `button` what the way there is called; both may be left to whoever
    shows them. `by`: a day before which it has to be done, earlier than the deadline of the action. `completes`: the
    step alone takes the subject out of its list, a missing one into those that are met; after another step something
    more is needed. `final` gaps (absent from a past event) are listed and never chased; they also decide that a target
    is out of reach.
    """

    closes: str = ""
    where: str = ""
    final: bool = False
    step: str = ""
    button: str = ""
    by: dt.date | None = None
    completes: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a fact says of one subject. Build it with `met`, `missing`, `unknown`, `excluded`."""

    state: State
    on: dt.date | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    gap: Gap | None = None
    weight: int | None = None


def met(on: dt.date, *evidence: Evidence, weight: int | None = None) -> Answer:
    """Counted in since `on`. With `weight` only that many of the subject's units are; the rest is missing."""
    return Answer(State.MET, on, evidence=evidence, weight=weight)


def missing(reason: str, gap: Gap | None = None) -> Answer:
    """Known not to be there."""
    return Answer(State.MISSING, reason=reason, gap=gap)


def unknown(reason: str, gap: Gap | None = None) -> Answer:
    """Nobody can say yet; never shown as zero."""
    return Answer(State.UNKNOWN, reason=reason, gap=gap)


def excluded(reason: str, on: dt.date | None = None) -> Answer:
    """Not counted, for a dated and named reason."""
    return Answer(State.EXCLUDED, on, reason)


class Progress(StrEnum):
    """How far the source of a row's evidence is."""

    ABSENT = "absent"  # nothing has happened yet
    PENDING = "pending"  # it took place, its evidence is not in (an event held, attendance not closed)
    COMPLETE = "complete"  # held and closed, approved, imported …
    AWAITING = "awaiting"  # the part of Opora that would know is not built yet


@dataclass(frozen=True, slots=True)
class Source:
    """Evidence that a row was carried out; `on` is the day it became complete (only when COMPLETE)."""

    progress: Progress
    on: dt.date | None = None
    reason: str = ""


class Proof(StrEnum):
    """By what an action is executed, as its word declares (design: "Two answers about an action")."""

    SOURCE = "source"  # its source is complete
    RUNNING = "running"  # its source is complete and the period is over
    SUBJECTS = "subjects"  # nobody is missing or unknown


@dataclass(frozen=True, slots=True)
class Fact:
    """A question already loaded: `answer` is pure and is asked once per subject.

    `held_on`: the actual day of an event; the population is taken on it. `closed_on`: the close of a wave; `change`
    takes its share there. `source`: evidence of execution, None when the word's proof is its subjects. `beside` gives
    further counts over a population, each with its label, that stand beside the figure and change nothing.
    """

    answer: Callable[[Subject], Answer]
    source: Source | None = None
    held_on: dt.date | None = None
    closed_on: dt.date | None = None
    beside: Callable[[Sequence[Subject]], Sequence[tuple[str, int]]] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One record counted by `count(records)`; `weight` stands for several alike (views of a section in a month)."""

    key: str
    label: str
    on: dt.date
    section: str = ""
    municipality_id: int | None = None
    school_id: int | None = None
    weight: int = 1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """Things to count and the state of their source."""

    items: Sequence[Item]
    source: Source


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whether a document of the programme is approved; `on` is the day of approval."""

    source: Source
    label: str = ""
    evidence: tuple[Evidence, ...] = ()
