"""The page on which a draft is confirmed: where somebody is in it, where to go from there, what is shown."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.actors import Actor
from opora.core.components.links import Chip, Stage
from opora.orders.order import Severity
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.roadmap.drafts.keys import Key
from opora.roadmap.drafts.paper import rows_of, sheet_with
from opora.roadmap.drafts.publishing import left, roadmap_of
from opora.roadmap.drafts.shown import SIGNS, counts, doubted, fields_of, findings_of, formulas_of
from opora.roadmap.drafts.words import words_for
from opora.roadmap.drafts.work import Work
from opora.roadmap.models import DraftCursor, DraftState, Field, OrderDraft

FEW = 8
"""Codes of findings that are shown at first."""
FORMULAS = 3
"""Formulas that are shown at once."""


def called(draft: OrderDraft) -> str:
    """How a draft is called: by the number of its order, else by its file."""
    return _("Order No. %(number)s") % {"number": draft.order_number} if draft.order_number else draft.file_name


def address(draft: OrderDraft, key: Key, anchor: str = "", **more: str) -> str:
    """The page with somebody at a field."""
    place = {"row": str(key.row), "field": key.field.value, **({"position": str(key.position)} if key.position else {})}
    query = urlencode({**place, **more})
    return f"{reverse('roadmap:order', args=[draft.pk])}?{query}{f'#{anchor}' if anchor else ''}"


def key_of(given: Mapping[str, str]) -> Key | None:
    """The field that an address or a form names; None when it names none."""
    row, name, position = (given.get(part, "") for part in ("row", "field", "position"))
    if not (row.isdecimal() and len(row) < len("100000") and (not position or position.isdecimal())):
        return None
    if name and name not in Field.values:
        return None
    return Key(int(row), Field(name) if name else Field.TITLE, int(position[:4]) if position else 0)


def chosen(work: Work, given: Mapping[str, str], actor: Actor) -> Key:
    """Where somebody is: as the address says, else where they were, else at the first field to confirm."""
    kept = DraftCursor.objects.filter(draft=work.draft, person=actor.key).first()
    asked = key_of(given) or (Key(kept.row, Field(kept.field), kept.position) if kept else None)
    if asked is None:
        return following(work, None)
    row = min(max(asked.row, 1), len(work.read.actions))
    if asked.field == Field.FORMULA and work.indicator(row, asked.position):
        return Key(row, Field.FORMULA, asked.position)
    keys = work.keys(row)
    return next((key for key in keys if key[1:] == asked[1:]), keys[0])


def following(work: Work, key: Key | None) -> Key:
    """The field to confirm next after one: in the order of the document, formulas after formulas; else the same."""
    if key is not None and key.field == Field.FORMULA:
        formulas = list(work.formula_keys())
        later = [one for one in formulas if one > key] + [one for one in formulas if one < key]
        return next((one for one in later if not work.confirmed(one)), key)
    total = len(work.read.actions)
    start = key.row if key else 1
    for row in (*range(start, total + 1), *range(1, start)):
        keys = work.keys(row)
        if key and row == key.row and key in keys:
            keys = keys[keys.index(key) + 1 :]
        if found := next((one for one in keys if not work.confirmed(one)), None):
            return found
    return key or work.keys(1)[0]


def rows_beside(work: Work, row: int) -> range:
    """The rows of the sheet of a row."""
    sheet = sheet_with(work.read, row)
    return range(sheet.first, sheet.last + 1)


def context(work: Work, at: Key, actor: Actor, given: Mapping[str, str], *, edit: bool) -> dict[str, Any]:
    """Everything that the page shows."""
    draft, sheet = work.draft, sheet_with(work.read, at.row)
    roadmap = roadmap_of(draft)
    return {
        "work": work,
        "at": at,
        "edit": edit and draft.state == DraftState.CHECKING,
        "open": draft.state == DraftState.CHECKING,
        "stages": _stages(work),
        "sheet": sheet,
        "paper": rows_of(work.read, sheet, at.row, doubted(work, range(sheet.first, sheet.last + 1))),
        "fields": fields_of(work, at),
        "row_number": work.row(at.row).number or "?",
        "left": left(work, roadmap) if draft.state == DraftState.CHECKING else [],
        "has_roadmap": roadmap is not None,
        **_ways(work, at),
        **_lint(work, at, given),
        **_formulas(work, at, actor),
    }


def _ways(work: Work, at: Key) -> dict[str, str]:
    """Where the keys and arrows lead; "" where there is nothing further."""
    draft, total = work.draft, len(work.read.actions)
    row_keys = work.keys(at.row)
    place = row_keys.index(at) if at in row_keys else -1
    before = row_keys[place - 1] if place > 0 else (work.keys(at.row - 1)[-1] if at.row > 1 else None)
    after = row_keys[place + 1] if place + 1 < len(row_keys) else None
    if after is None and at.row < total:
        after = work.keys(at.row + 1)[0]
    sheet = sheet_with(work.read, at.row)
    first_of = {
        "previous_row": at.row - 1,
        "next_row": at.row + 1,
        "previous_sheet": sheet.first - 1,
        "next_sheet": sheet.last + 1,
    }
    rows = {
        f"{name}_url": address(draft, Key(row, Field.TITLE)) if 1 <= row <= total else ""
        for name, row in first_of.items()
    }
    return {
        **rows,
        "before_url": address(draft, before) if before else "",
        "after_url": address(draft, after) if after else "",
        "here_url": address(draft, at),
        "edit_url": address(draft, at, edit="1"),
        "page_url": reverse("roadmap:order", args=[draft.pk]),
        "say_url": reverse("roadmap:order_fields", args=[draft.pk]),
        "lint_url": reverse("roadmap:order_findings", args=[draft.pk]),
    }


def _lint(work: Work, at: Key, given: Mapping[str, str]) -> dict[str, Any]:
    asked = given.get("severity", "")
    severity = asked if asked in list(Severity) else ""
    found, by_severity = findings_of(work, severity), counts(work)
    words = {Severity.ERROR: _("errors"), Severity.WARNING: _("warnings"), Severity.NOTE: _("notes")}
    here = {"row": str(at.row), "field": at.field.value, **({"position": str(at.position)} if at.position else {})}
    page = reverse("roadmap:order", args=[work.draft.pk])

    def link(**more: str) -> str:
        return f"{page}?{urlencode({**here, **more})}#h-lint"

    whole = bool(given.get("all"))
    return {
        "findings": found if whole else found[:FEW],
        "codes": len(found),
        "all_findings_url": link(all="1", **({"severity": severity} if severity else {})) if not whole else "",
        "severities": [
            Chip(
                label=words[one],
                url=link(**({} if one == severity else {"severity": one.value})),
                count=by_severity[one.value],
                on=one == severity,
                state=SIGNS[one],
            )
            for one in Severity
        ],
    }


def _formulas(work: Work, at: Key, actor: Actor) -> dict[str, Any]:
    """The formulas of the row first, then those that nobody confirmed."""
    every = list(work.formula_keys())
    own = [key for key in every if key.row == at.row]
    waiting = [key for key in every if not work.confirmed(key) and key not in own]
    programme = Programme.objects.filter(region=work.draft.region_id, year=work.draft.year or 0).first()
    day = last_day(work.draft.region)
    may = programme is not None and actor.scope("indicator") is not None
    figures = (programme, day, clock.now()) if may and programme else None
    shown = formulas_of(work, [*own, *waiting][: max(FORMULAS, len(own))], at, words_for(work.draft.region), figures)
    return {"formulas": shown, "formulas_left": work.formulas.total - work.formulas.done, "day": day}


def _stages(work: Work) -> list[Stage]:
    """The five steps of an order."""
    draft, fields, formulas = work.draft, work.fields, work.formulas
    told = _("confirmed %(done)d of %(total)d")
    published = draft.state == DraftState.PUBLISHED

    def state(*, whole: bool, begun: bool) -> str:
        return "executed" if whole else "in_progress" if begun else "upcoming"

    steps = (
        (_("File accepted"), draft.file_name, "executed"),
        (_("Text recognised"), _numbers(work), "executed"),
        (
            _("Confirming"),
            told % {"done": fields.done, "total": fields.total},
            state(whole=fields.whole or published, begun=True),
        ),
        (
            _("Formulas"),
            told % {"done": formulas.done, "total": formulas.total},
            state(whole=formulas.whole or published, begun=formulas.done > 0),
        ),
        (_("Roadmap in force"), str(draft.year) if published else "—", state(whole=published, begun=False)),
    )
    return [Stage(title=title, note=note, state=state_of_step) for title, note, state_of_step in steps]


def _numbers(work: Work) -> str:
    doubtful = len(work.doubtful)
    rows = _("rows: %(n)d") % {"n": len(work.read.actions)}
    return f"{rows}, " + (_("numbers to check: %(n)d") % {"n": doubtful} if doubtful else _("numbers without gaps"))
