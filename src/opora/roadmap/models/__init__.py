"""Tables of the roadmap: its rows as a file and the order give them, control of execution, drafts of orders."""

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
    SourceCell,
)

__all__ = [
    "AcceptedFinding",
    "Action",
    "ActionExecutor",
    "ActionLink",
    "ActionPage",
    "ActionPeriod",
    "ActionPlan",
    "ActionTerms",
    "AwaitedWord",
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
    "SourceCell",
]
