"""The control sheet: one page for the meeting, the same words on the screen, in print, as PDF and as a document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opora.core import clock, documents, numbers
from opora.core.components.states import word
from opora.core.documents import Block, Field, Group
from opora.core.pdf import pdf
from opora.reports.control import Controlled, tally_text
from opora.reports.shown import SheetTable
from opora.roadmap.execution import ExecutionState
from opora.roadmap.exports import heading
from opora.roadmap.exports.rows import execution
from opora.roadmap.history import moved_since
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, order_text, show_action
from opora.roadmap.shown import ShownMoved

LATE, AT_RISK, MOVED, TO_SIGN, NUMBERS = 7, 4, 7, 5, 40
"""Rows of each table, and numbers in a line: so much stands on one sheet of A4 in the worst case."""
TITLE, CELL = 64, 90
"""Characters of a title and of any other cell; the number says which action it is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says, in plain text."""

    title: str
    lines: Sequence[str]
    tables: Sequence[SheetTable]
    closing: Sequence[str]
    foot: str


def control_sheet(controlled: Controlled, since: dt.date, links: Links) -> Sheet:
    """The five answers: what is late, who holds it, since when, what moved, what to sign."""
    view = controlled.view
    late = controlled.in_state(ExecutionState.OVERDUE)
    risky = controlled.in_state(ExecutionState.AT_RISK)
    tables = [
        _late(controlled, late, _("Late: %(n)d") % {"n": len(late)}, LATE, links),
        _late(controlled, risky, _("At risk: %(n)d") % {"n": len(risky)}, AT_RISK, links),
        _moved(moved_since(view, since, links), since),
        _to_sign(controlled, links),
    ]
    of_what = [heading.demonstration(view), order_text(view.outline), heading.moment(view)]
    said = [*of_what, _states(view), tally_text(controlled)]
    return Sheet(
        title=_("Control sheet: %(title)s") % {"title": _short(view.outline.title, CELL)},
        lines=[line for line in said if line],
        tables=[table for table in tables if table.rows],
        closing=[line for line in (_unknown(controlled), _acts(controlled), _signature()) if line],
        foot=heading.foot(view),
    )


def sheet_pdf(sheet: Sheet) -> bytes:
    """As PDF; raises PdfUnavailableError where the system cannot make it."""
    return pdf(render_to_string("reports/sheet_paper.html", {"sheet": sheet, "foot": sheet.foot}))


def sheet_document(sheet: Sheet) -> bytes:
    """As docx."""
    return documents.document(
        title=sheet.title,
        lines=sheet.lines,
        blocks=[_block(table) for table in sheet.tables],
        closing=sheet.closing,
        foot=sheet.foot,
        made_at=clock.now(),
        upright=True,
    )


def _block(table: SheetTable) -> Block:
    title = ". ".join(filter(None, (table.title, table.more)))
    return Block(title, [Field(name, width) for name, width in table.columns], [Group("", table.rows)])


def _late(controlled: Controlled, rows: Sequence[ActionView], title: str, most: int, links: Links) -> SheetTable:
    columns = [
        (_("No."), 10),
        (_("Action"), 62),
        (_("Deadline"), 34),
        (_("What is missing"), 34),
        (_("Who holds it"), 30),
    ]
    shown = [_late_row(controlled, row, links) for row in rows[:most]]
    return SheetTable(title=title, columns=columns, rows=shown, more=_more(len(rows) - most))


def _late_row(controlled: Controlled, row: ActionView, links: Links) -> list[str]:
    action = show_action(row, links, controlled.view.as_of)
    due = numbers.day(action.last_due) if action.last_due else action.due
    texts = [action.title, "; ".join(filter(None, (due, action.state_text.lower()))), action.reason]
    return [action.number, *(_short(text, TITLE) for text in texts), _short(controlled.holders[row.number], TITLE)]


def _moved(rows: Sequence[ShownMoved], since: dt.date) -> SheetTable:
    title = _("What moved since %(day)s: %(n)d") % {"day": numbers.day(since), "n": len(rows)}
    columns = [(_("No."), 10), (_("Action"), 50), (_("It was"), 32), (_("It is"), 32), (_("Why"), 46)]
    shown = [
        [row.key, _short(row.title, TITLE), row.was, row.now, _short("; ".join(row.causes) or _state(row), TITLE)]
        for row in rows[:MOVED]
    ]
    return SheetTable(title=title, columns=columns, rows=shown, more=_more(len(rows) - MOVED))


def _state(row: ShownMoved) -> str:
    """Why a row stands here whose figure did not move."""
    if row.redefined:
        return _("The definition, the target or the deadline changed")
    return f"{word(row.state_before)} → {word(row.state).lower()}" if row.state_before else word(row.state)


def _to_sign(controlled: Controlled, links: Links) -> SheetTable:
    rows = controlled.to_sign
    title = _("To release from control: %(n)d") % {"n": len(rows)}
    columns = [(_("No."), 10), (_("Action"), 80), (_("Execution"), 50), (_("Released, signature"), 30)]
    shown = []
    for row in rows[:TO_SIGN]:
        action = show_action(row, links, controlled.view.as_of)
        shown.append([action.number, _short(action.title, CELL), execution(action), ""])
    return SheetTable(title=title, columns=columns, rows=shown, more=_more(len(rows) - TO_SIGN))


def _states(view: RoadmapView) -> str:
    """How many actions are in each state."""
    counts = ", ".join(f"{word(state.value).lower()}: {n}" for state, n in view.states.items() if n)
    return capfirst(counts) + "."


def _unknown(controlled: Controlled) -> str:
    """The actions nobody can judge yet."""
    rows = controlled.in_state(ExecutionState.UNKNOWN)
    if not rows:
        return ""
    named = ", ".join(row.number for row in rows[:NUMBERS])
    return _("No data: Nos. %(numbers)s%(more)s.") % {"numbers": named, "more": _and_more(len(rows) - NUMBERS)}


def _acts(controlled: Controlled) -> str:
    """The latest moved deadlines."""
    if not controlled.moves:
        return ""
    latest = controlled.moves[:3]
    texts = [f"№ {row.number} ({_short(move.due, 30)}; {_short(move.basis, 50)})" for row, move in latest]
    more = _and_more(len(controlled.moves) - len(latest))
    return _("Moved deadlines, as they were: %(list)s%(more)s.") % {"list": "; ".join(texts), "more": more}


def _signature() -> str:
    return _("Controller ____________________   Date ____________")


def _more(n: int) -> str:
    return ngettext("%(n)d more on the roadmap", "%(n)d more on the roadmap", n) % {"n": n} if n > 0 else ""


def _and_more(n: int) -> str:
    return _(" and %(n)d more") % {"n": n} if n > 0 else ""


def _short(text: str, characters: int) -> str:
    return Truncator(text).chars(characters)
