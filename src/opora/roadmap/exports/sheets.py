"""Spreadsheets of the roadmap, of its indicators and of the members of one list."""

from collections.abc import Iterable, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import numbers
from opora.core.components.links import WORDS
from opora.core.components.states import word
from opora.core.spreadsheets import Cell, Column, Sheet
from opora.indicators.facts import State
from opora.indicators.figures import FigureKind
from opora.indicators.nouns import noun_form
from opora.roadmap.exports import heading, rows
from opora.roadmap.exports.data import figure_data
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView
from opora.roadmap.showing import Links, order_text, show_indicator, subject_heading
from opora.roadmap.shown import ShownAction, ShownGroup, ShownMember

MANY = 5
"""The number whose form of a noun names a unit: "школ"."""


def roadmap_sheet(view: RoadmapView, groups: Iterable[ShownGroup], lines: Sequence[str]) -> Sheet:
    """The rows in the order of their groups, without headings between them: they are there to be filtered."""
    words = rows.OrderWords.read(view)
    columns = [Column(one.title, one.characters) for one in rows.headings(view)]
    found = [rows.cells(action, one.outline, words) for action, one in _pairs(view, groups)]
    return Sheet(_("Roadmap"), columns, found, [heading.title(view.outline), *lines])


def indicators_sheet(view: RoadmapView, groups: Iterable[ShownGroup], links: Links) -> Sheet:
    """One row for each indicator of these actions, with its counts as numbers and its days as days."""
    columns = [
        Column(_("Indicator"), 11),
        Column(pgettext("column", "No."), 7),
        Column(_("Action"), 40),
        Column(_("What it counts"), 48),
        Column(_("Unit"), 14),
        *(Column(str(WORDS[state.value]), 12) for state in State),
        Column(_("At least"), 12),
        Column(_("At most"), 12),
        Column(_("Target"), 22),
        Column(_("Result"), 14),
        Column(_("Last day"), 12),
        Column(_("Execution"), 22),
        Column(_("Day of execution"), 12),
        Column(_("Why it is not known"), 40),
        Column(_("Formula"), 48),
        Column(_("Version"), 9),
    ]
    found = [
        _indicator(action, indicator, links)
        for _shown, action in _pairs(view, groups)
        for indicator in action.indicators
    ]
    return Sheet(_("Indicators"), columns, found)


def members_sheet(indicator: IndicatorView, state: State, members: Sequence[ShownMember]) -> Sheet:
    """One row for each member; how many units one stands for only where that is not always one."""
    weighed = any(member.weight != 1 for member in members)
    columns = [
        Column(subject_heading(indicator.unit), 40),
        Column(_("Municipality"), 28),
        Column(_("Posts"), 36),
        Column(_("Person"), 24),
        *([Column(_("Number"), 9)] if weighed else []),
        Column(_("Day"), 12),
        Column(_("After the deadline"), 14),
        Column(_("Reason"), 44),
        Column(_("Who closes it"), 30),
        Column(_("Evidence"), 60),
    ]
    return Sheet(str(WORDS[state.value]), columns, [_member(member, weighed) for member in members])


def about_sheet(
    view: RoadmapView, row: ActionView, indicator: IndicatorView, state: State, hidden: int, errors: Sequence[str]
) -> Sheet:
    """What the list is of; also how many of it the reader's post does not cover."""
    outline, listed = indicator.outline, len(indicator.figure.list(state))
    said: list[tuple[str, Cell]] = [
        (_("Indicator"), indicator.key),
        (_("What it counts"), indicator.sentence),
        (_("Action"), f"{row.number}. {row.outline.title}"),
        (_("Order"), order_text(view.outline)),
        (_("List"), str(WORDS[state.value])),
        (_("Rows in this file"), listed - hidden),
        (_("Outside what your post covers"), hidden),
        (_("As of"), view.as_of),
        (_("As known at"), numbers.moment(view.known_at)),
        (_("Formula"), outline.formula),
        (_("Version"), outline.version),
        *((_("Mind"), text) for text in (heading.demonstration(view), *indicator.figure.warnings, *errors) if text),
    ]
    return Sheet(_("About this file"), [Column("", 34), Column("", 90)], said, headed=False)


def _pairs(view: RoadmapView, groups: Iterable[ShownGroup]) -> list[tuple[ShownAction, ActionView]]:
    by_number = {action.number: action for action in view.actions}
    return [(action, by_number[action.number]) for group in groups for action in group.actions]


def _indicator(action: ActionView, indicator: IndicatorView, links: Links) -> list[Cell]:
    figure, outline, done = indicator.figure, indicator.outline, action.execution
    data, shown = figure_data(figure), show_indicator(indicator, links)
    low, high = data["range"] or (None, None)
    return [
        indicator.key,
        action.number,
        action.outline.title,
        indicator.sentence,
        _unit(indicator),
        *(data[state.value] for state in State),
        low,
        high,
        shown.target,
        rows.verdict(shown),
        action.outline.terms.last_due,
        word(done.state.value, late=done.late),
        done.on if done.executed else None,
        "" if figure.known else indicator.why_unknown,  # of single members the reasons may name whom one may not see
        outline.formula,
        outline.version,
    ]


def _unit(indicator: IndicatorView) -> str:
    match indicator.figure.kind:
        case FigureKind.SHARE:
            return "%"
        case FigureKind.CHANGE:
            return noun_form("percentage point", MANY)
        case _:
            return noun_form(indicator.unit, MANY) if indicator.unit else ""


def _member(member: ShownMember, weighed: bool) -> list[Cell]:  # noqa: FBT001 - of the sheet, not of the member
    closes = _("cannot be closed any more") if member.final else member.closes
    return [
        member.label,
        member.place,
        member.posts,
        member.person,
        *([member.weight] if weighed else []),
        member.on,
        pgettext("after the deadline", "yes") if member.late else "",
        capfirst(member.reason),
        closes,
        "; ".join(member.evidence),
    ]
