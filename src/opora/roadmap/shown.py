"""What the pages of a roadmap show: plain values, already written or ready for the components. Views fill them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from opora.core.components.figures import Value
from opora.core.components.links import Link
from opora.core.components.strips import Period
from opora.indicators.examples import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIndicator:
    """One figure of an action. `target` is written ("цель ≥ 5 занятий", "цель не задана"); `url` opens its lists.

    `verdict` is "met", "not_met", or "" without a target and while the range does not decide.
    """

    key: str
    sentence: str
    value: Value
    url: str
    target: str = ""
    verdict: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAction:
    """One row. `due` and `due_note` are the deadline in words ("апрель", "по отд. плану"); `last_due` its last day.

    `state_text` stands in place of the word of the state ("Просрочено на 23 дня"); `reason`: why it is not executed.
    """

    number: str
    title: str
    url: str
    state: str
    due: str
    due_note: str = ""
    last_due: dt.date | None = None
    executors: str = ""
    late: bool = False
    done_on: dt.date | None = None
    begun_on: dt.date | None = None
    state_text: str = ""
    reason: str = ""
    periods: Sequence[Period] = ()
    indicators: Sequence[ShownIndicator] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """Rows under one heading: a month, an executor."""

    title: str
    actions: Sequence[ShownAction]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMember:
    """One subject in a list of a figure. `place` is its municipality; `person` who holds the post ("" when vacant).

    `closes` is the role that can close the gap, `where_url` the page where that is done ("" when there is none yet).
    """

    label: str
    url: str = ""
    place: str = ""
    person: str = ""
    posts: str = ""
    weight: int = 1
    on: dt.date | None = None
    late: bool = False
    reason: str = ""
    evidence: Sequence[str] = ()
    closes: str = ""
    final: bool = False
    where_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """One line of a breakdown, such as a municipality."""

    title: str
    url: str
    value: Value
    excluded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """What moved a figure: "Засчитано: 10 школ", from what to what ("22 из 41"), by how many points ("" says nothing).

    `members` are those the reader may see, `hidden` how many more there are; `step` is where the change comes from.
    """

    step: str
    text: str
    before: str
    after: str
    points: str = ""
    members: Sequence[ShownMember] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMoved:
    """An indicator that changed since a day; `state_before` "" before there was a roadmap or its row."""

    key: str
    number: str
    title: str
    url: str
    was: str
    now: str
    points: str
    causes: Sequence[str]
    redefined: bool
    state_before: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPoint:
    """A line of the table beside a trend: the figure from a day on; `note`: who takes part or how it is counted."""

    on: dt.date
    text: str
    met: int
    missing: int
    unknown: int
    excluded: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """One cell of the order in its own words: "Срок", the text, "строка 7"."""

    title: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSource:
    """What the order says of a row, and where progress is published. Without `cells` the order has not been loaded."""

    order: str
    cells: Sequence[ShownCell] = ()
    pages: Sequence[Link] = ()
    addresses: Sequence[str] = ()
    reading: str = ""
    oddities: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDefinition:
    """How an indicator is counted: formula, version, since when, and what its target rests on."""

    formula: str
    version: int
    since: dt.date
    target_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """One line of the control of an action: on which day what was decided or said, by whom, recorded when.

    `remainders`: what a release left undone ("№ 5: не хватает 2 из 41"); `take_back_url`: where a note is taken back.
    """

    pk: int
    kind: str
    title: str
    day: dt.date
    text: str
    author: str = ""
    recorded_at: dt.datetime | None = None
    remainders: Sequence[str] = ()
    take_back_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownControl:
    """Whether an action is under control: the release in force, else None; the latest interim note; its page."""

    release: ShownEntry | None
    note: ShownEntry | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEffect:
    """What a moved deadline would change: "Состояние", from what to what."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMove:
    """A deadline that was moved: what it was, until which day, on what basis."""

    due: str
    until: dt.date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCheck:
    """What is said of a definition while it is typed: faults of the formula as (column, message), or what it means.

    `value` is the figure of the page's day by this formula, `why_unknown` why it has none; `target_fault` is why the
    target is not one. `examples` were run; without any, `proposed` are some to begin with.
    """

    faults: Sequence[tuple[int, str]] = ()
    sentence: str = ""
    unit: str = ""
    value: Value | None = None
    why_unknown: str = ""
    target: str = ""
    verdict: str = ""
    target_fault: str = ""
    examples: Sequence[Example] = ()
    proposed: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShift:
    """A figure by the definition in force and by the proposed one; `moves`: a reader would see a difference."""

    on: dt.date
    before: str
    after: str
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDependant:
    """An indicator that follows from the execution of actions, on the last day of the preview."""

    key: str
    title: str
    url: str
    before: str
    after: str
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """A version of a definition. `changed` says what differs from the version before it; `withdrawn_at` strikes it.

    `last` is the latest that stands, the only one that can be taken back (unless it is the first).
    """

    version: int
    since: dt.date
    recorded_at: dt.datetime
    formula: str
    target: str
    target_basis: str
    reading: str
    basis: str
    examples: Sequence[str]
    changed: Sequence[str] = ()
    in_force: bool = False
    last: bool = False
    withdrawn_at: dt.datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWord:
    """A word of a formula: what it stands for, its help, the part of Opora it is read from ("" while it is awaited).

    `arguments` are (as written, what it means).
    """

    name: str
    role: str
    help: Sequence[str]
    part: str
    arguments: Sequence[tuple[str, str]] = ()
