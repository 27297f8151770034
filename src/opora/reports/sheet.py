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

LATE, AT_RISK, MOVED, TO_SIGN, NUMBERS, ACTS = 6, 3, 5, 4, 40, 2
"""Rows of each table, numbers and acts in a line: so much stands on one sheet of A4 in the worst case."""
LINE = 100
"""Characters of a line across the sheet."""


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
        title=_("Control sheet: %(title)s") % {"title": _short(view.outline.title, LINE // 2)},
        lines=[line for line in said if line],
        tables=[table for table in tables if table.rows],
        closing=[line for line in (_unknown(controlled), _acts(controlled), _signature()) if line],
        foot=_short(heading.foot(view), LINE),
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
        (_("Action"), 54),
        (_("Deadline"), 22),
        (_("Since when"), 22),
        (_("What is missing"), 30),
        (_("Who holds it"), 32),
    ]
    return _table(title, columns, [_late_row(controlled, row, links) for row in rows], most)


def _late_row(controlled: Controlled, row: ActionView, links: Links) -> list[str]:
    action = show_action(row, links, controlled.view.as_of)
    due, since = action.last_due, controlled.since(row)
    days = [numbers.day(due) if due else action.due, numbers.day(since) if since else ""]
    return [action.number, action.title, *days, action.reason, controlled.holders[row.number]]


def _moved(rows: Sequence[ShownMoved], since: dt.date) -> SheetTable:
    title = _("What moved since %(day)s: %(n)d") % {"day": numbers.day(since), "n": len(rows)}
    columns = [(_("No."), 10), (_("Action"), 44), (_("It was"), 38), (_("It is"), 38), (_("Why"), 40)]
    shown = [[row.number, row.title, row.was, row.now, "; ".join(row.causes) or _state(row)] for row in rows]
    return _table(title, columns, shown, MOVED)


def _state(row: ShownMoved) -> str:
    """Why a row stands here whose figure did not move."""
    if row.redefined:
        return _("The definition, the target or the deadline changed")
    return f"{word(row.state_before)} → {word(row.state).lower()}" if row.state_before else word(row.state)


def _to_sign(controlled: Controlled, links: Links) -> SheetTable:
    title = _("To release from control: %(n)d") % {"n": len(controlled.to_sign)}
    columns = [(_("No."), 10), (_("Action"), 80), (_("Execution"), 50), (_("Released, signature"), 30)]
    actions = [show_action(row, links, controlled.view.as_of) for row in controlled.to_sign]
    shown = [[action.number, action.title, execution(action), ""] for action in actions]
    return _table(title, columns, shown, TO_SIGN)


def _table(title: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], most: int) -> SheetTable:
    """So many rows of two lines each: nine characters fit into two lines of ten millimetres, however words break."""
    shown = [
        [_short(cell, width * 9 // 10) for cell, (_name, width) in zip(row, columns, strict=True)]
        for row in rows[:most]
    ]
    left = len(rows) - most
    more = ngettext("%(n)d more on the roadmap", "%(n)d more on the roadmap", left) % {"n": left} if left > 0 else ""
    return SheetTable(title=title, columns=columns, rows=shown, more=more)


def _states(view: RoadmapView) -> str:
    """How many actions are in each state."""
    counts = ", ".join(f"{word(state.value).lower()}: {n}" for state, n in view.states.items() if n)
    return capfirst(counts) + "."


def _unknown(controlled: Controlled) -> str:
    """The actions nobody can judge yet."""
    rows = controlled.in_state(ExecutionState.UNKNOWN)
    if not rows:
        return ""
    in_order = sorted((row.number for row in rows), key=numbers.natural)
    named = ", ".join(in_order[:NUMBERS])
    return _("No data: Nos. %(numbers)s%(more)s.") % {"numbers": named, "more": _and_more(len(rows) - NUMBERS)}


def _acts(controlled: Controlled) -> str:
    """The latest moved deadlines."""
    if not controlled.moves:
        return ""
    latest = controlled.moves[:ACTS]
    texts = [f"№ {row.number} ({_short(move.due, LINE // 4)}; {_short(move.basis, LINE // 2)})" for row, move in latest]
    more = _and_more(len(controlled.moves) - len(latest))
    return _("Moved deadlines, as they were: %(list)s%(more)s.") % {"list": "; ".join(texts), "more": more}


def _signature() -> str:
    return _("Controller ____________________   Date ____________")


def _and_more(n: int) -> str:
    return _(" and %(n)d more") % {"n": n} if n > 0 else ""


def _short(text: str, characters: int) -> str:
    return Truncator(text).chars(characters)
