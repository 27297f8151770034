"""Tables of the roadmap: its rows as a file and the order give them, and the control of their execution."""

from opora.roadmap.models.control import ControlEntry, ControlKind, ControlRemainder
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
    "Indicator",
    "IndicatorDefinition",
    "Oddity",
    "Roadmap",
    "SourceCell",
]
