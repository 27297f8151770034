"""Whose name stands in a log: people of a region, found in what is typed in calls. Needs no table of its own."""

from opora.events.logs import fold, unite
from opora.events.resolving.reasons import LABELS, Reason, label
from opora.events.resolving.registry import Held, Registry, Somebody
from opora.events.resolving.resolving import Possible, Resolution, Status, resolve

__all__ = [
    "LABELS",
    "Held",
    "Possible",
    "Reason",
    "Registry",
    "Resolution",
    "Somebody",
    "Status",
    "fold",
    "label",
    "resolve",
    "unite",
]
