"""Differences between versions in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.roadmap.amending.differences import Fate, RowDifference, counted

_FIELDS = {
    "title": lambda: _("Action"),
    "section": lambda: _("Section"),
    "due": lambda: _("Deadline"),
    "executors": lambda: _("Executors"),
    "indicators": lambda: _("Indicator"),
    "formula": lambda: _("Formula"),
    "target": lambda: _("Target"),
    "links": lambda: _("Addresses"),
}
_FATES = {
    Fate.KEPT: lambda: pgettext("row", "as it was"),
    Fate.MOVED: lambda: pgettext("row", "another number only"),
    Fate.CHANGED: lambda: pgettext("row", "changed"),
    Fate.ADDED: lambda: pgettext("row", "added"),
    Fate.REMOVED: lambda: pgettext("row", "left out"),
}


@dataclass(frozen=True, slots=True)
class ShownAltered:
    """One thing that a row says otherwise; "" where one side says nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that was changed, added or left out. `number` is "12", or "12 → 13" where it changed."""

    number: str
    title: str
    fate: str
    altered: Sequence[ShownAltered]


@dataclass(frozen=True, slots=True)
class ShownDifferences:
    """All differences of a version for `roadmap/_differences.html`; `moved` are numbers: "12 → 13"."""

    counts: str
    rows: Sequence[ShownRow]
    moved: Sequence[str]


def show_differences(rows: Sequence[RowDifference]) -> ShownDifferences:
    """Rows that say otherwise one by one, rows of which only the number shifted by their numbers."""
    return ShownDifferences(
        counts=counts_text(rows),
        rows=[
            ShownRow(
                number_text(row),
                row.title,
                fate_text(row.fate),
                [ShownAltered(field_text(one.field), one.before, one.after) for one in row.altered],
            )
            for row in rows
            if row.fate not in (Fate.KEPT, Fate.MOVED)
        ],
        moved=[number_text(row) for row in rows if row.fate is Fate.MOVED],
    )


def field_text(field: str) -> str:
    """What a field of a row is called."""
    return _FIELDS[field]()


def fate_text(fate: Fate) -> str:
    """What became of a row."""
    return _FATES[fate]()


def number_text(row: RowDifference) -> str:
    """The number of a row, and the one it had: "12 → 13"."""
    if row.was and row.was != row.number:
        return f"{row.was} → {row.number}"
    return row.number


def counts_text(rows: Sequence[RowDifference]) -> str:
    """How many rows of each fate but those that stayed as they were."""
    counts = counted(rows)
    return _("Changed: %(changed)d, added: %(added)d, left out: %(removed)d, another number only: %(moved)d.") % counts
