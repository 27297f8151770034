"""What the pages of reports show: plain values, already written or ready for the components. Views fill them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from opora.core.components.figures import Value
from opora.roadmap.shown import ShownAction, ShownEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTally:
    """How many actions are in a state; `url` is the roadmap with only them."""

    state: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAttention:
    """Actions in one state that need a decision; `more` of them are only on the roadmap (`url`)."""

    state: str
    actions: Sequence[ShownAction]
    more: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownControlled:
    """An action as control sees it. `since`: the first day of its state; `holders`: who can close its gaps.

    `remainders`: what is missing; `unknown`: what keeps it from release; `url` is the page where it is released.
    """

    action: ShownAction
    url: str
    since: dt.date | None = None
    holders: str = ""
    remainders: Sequence[str] = ()
    unknown: Sequence[str] = ()
    note: ShownEntry | None = None
    release: ShownEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """A table of the control sheet in plain text: the same on the screen, in print, as pdf and docx.

    `columns` are headings with their widths in millimetres, 170 together; `more` says how many rows were left out.
    """

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDeadline:
    """One thing that comes due: "ещё 28 муниципалитетов", "начало мониторинга"."""

    number: str
    text: str
    state: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """A day on which something comes due."""

    day: dt.date
    deadlines: Sequence[ShownDeadline]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHolder:
    """A role that can close gaps: "Муниципалитеты", what kind of gaps, how many."""

    title: str
    note: str
    gaps: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMunicipality:
    """A line of the list of municipalities. `schools` are those of the programme; `of` all of them."""

    name: str
    url: str
    schools: int
    of: int
    gaps: int
    unknown: bool = False
    coordinator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSchool:
    """A line of a list of schools. `since`: the year it entered the programme; `left`: why it is not in it any more."""

    name: str
    url: str
    municipality: str = ""
    municipality_url: str = ""
    head: str = ""
    curators: Sequence[str] = ()
    since: str = ""
    growth_point: bool = False
    left: str = ""
    gaps: int = 0
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """Something that was searched for; `url` "" when the reader has no page of it."""

    title: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFindings:
    """Findings of one kind; `more` of them are not shown."""

    title: str
    findings: Sequence[ShownFinding]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """Somebody in a post: "Куратор, региональный уровень", "Чижова Е. В.", "с 08.02.2022, приказ № 41".

    `name` "" is a vacancy, which is filled at `appoint_url` by who may; `url` is the page of the person.
    """

    post: str
    name: str = ""
    note: str = ""
    acting: bool = False
    url: str = ""
    appoint_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStanding:
    """An indicator at a place: its figure there, or for one school in which list it stands.

    `list` is met, missing, unknown, excluded, or "" where `value` is shown instead.
    """

    number: str
    title: str
    url: str
    value: Value | None = None
    list: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEvent:
    """A dated change of a place: a name, a status, an entry into the programme."""

    day: dt.date
    text: str
    basis: str = ""
