"""Amending a roadmap by an order, up to the point of writing: which row is which, what differs, what hinders it."""

from opora.roadmap.amending.differences import Altered, Fate, RowDifference, differences_data
from opora.roadmap.amending.planning import Plan, preview_amendment
from opora.roadmap.amending.told import ToldVersion, told_versions

__all__ = [
    "Altered",
    "Fate",
    "Plan",
    "RowDifference",
    "ToldVersion",
    "differences_data",
    "preview_amendment",
    "told_versions",
]
