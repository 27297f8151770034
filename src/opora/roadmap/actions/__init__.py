"""Writing to a roadmap: loading and copying it, attaching its order, planning days, defining indicators."""

from opora.roadmap.actions.defining import define_indicator
from opora.roadmap.actions.loading import Imported, Loaded, copy_programme, import_order, load_programme
from opora.roadmap.actions.planning import plan_action

__all__ = [
    "Imported",
    "Loaded",
    "copy_programme",
    "define_indicator",
    "import_order",
    "load_programme",
    "plan_action",
]
