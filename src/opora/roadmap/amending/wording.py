"""Differences between versions in words."""

from collections.abc import Sequence

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
