"""Writing to a roadmap: loading, copying, amending it, its order, deadlines, definitions, control of its execution."""

from opora.roadmap.actions.amending import amend_roadmap, take_back_amendment
from opora.roadmap.actions.control import hold_meeting, release, return_to_control, write_note
from opora.roadmap.actions.defining import define_indicator, take_back_definition
from opora.roadmap.actions.loading import Imported, Loaded, copy_programme, import_order, load_programme
from opora.roadmap.actions.planning import move_deadline, plan_action, restore_deadline

__all__ = [
    "Imported",
    "Loaded",
    "amend_roadmap",
    "copy_programme",
    "define_indicator",
    "hold_meeting",
    "import_order",
    "load_programme",
    "move_deadline",
    "plan_action",
    "release",
    "restore_deadline",
    "return_to_control",
    "take_back_amendment",
    "take_back_definition",
    "write_note",
]
