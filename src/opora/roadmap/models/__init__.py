"""Tables of the roadmap: its rows as a file and the order give them, versions, control of execution, drafts."""

from opora.roadmap.models.control import ControlEntry, ControlKind, ControlRemainder
from opora.roadmap.models.drafts import AcceptedFinding, DraftCell, DraftCursor, DraftState, Field, OrderDraft
from opora.roadmap.models.rows import (
    Action,
    ActionExecutor,
    ActionLink,
    ActionPage,
    ActionPeriod,
    ActionPlan,
    ActionTerms,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Oddity,
    Roadmap,
)
from opora.roadmap.models.sources import SourceCell
from opora.roadmap.models.versions import ActionWording, Brought, RoadmapVersion

__all__ = [
    "AcceptedFinding",
    "Action",
    "ActionExecutor",
    "ActionLink",
    "ActionPage",
    "ActionPeriod",
    "ActionPlan",
    "ActionTerms",
    "ActionWording",
    "AwaitedWord",
    "Brought",
    "CodeKind",
    "CodeTitle",
    "ControlEntry",
    "ControlKind",
    "ControlRemainder",
    "DraftCell",
    "DraftCursor",
    "DraftState",
    "Field",
    "Indicator",
    "IndicatorDefinition",
    "Oddity",
    "OrderDraft",
    "Roadmap",
    "RoadmapVersion",
    "SourceCell",
]
