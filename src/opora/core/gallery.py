"""Invented values for the gallery page: every component in every state. The region and its schools do not exist."""

import datetime as dt
from fractions import Fraction
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from opora.core.components.figures import Value
from opora.core.components.links import Chip, Link, Stage
from opora.core.components.parts import Part
from opora.core.components.ribbon import Mark
from opora.core.components.states import STATES
from opora.core.components.strips import Period
from opora.core.components.tiles import Tile
from opora.core.components.todos import TodoLine
from opora.core.components.trend import TrendPoint
from opora.core.files import kinds
from opora.core.files.uploads import UploadField
from opora.core.models import StoredFile

TOKENS = (
    "canvas", "surface", "sunken", "line", "line-2", "field", "ink", "ink-2", "ink-3", "brand", "brand-soft", "link",
    "fill", "focus", "met", "progress", "risk", "overdue", "unknown", "ahead", "gap-1", "gap-2", "gap-3", "gap-4",
)  # fmt: skip


class VisitForm(forms.Form):
    """A form that is wrong in every way a form can be."""

    day = forms.DateField(label=_("Day of the visit"), help_text=_("dd.mm.yyyy"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), ("first", _("First visit"))])
    sure = forms.BooleanField(label=_("The school has confirmed the visit"))


class ReportForm(forms.Form):
    """A form with a file that was refused."""

    report = UploadField(label=_("Report of the visit"), accept=["document", "picture"])

    def clean_report(self) -> None:
        """As the action that keeps files would refuse it."""
        raise forms.ValidationError(_("The PDF is protected with a password."))


def specimens(day: dt.date) -> dict[str, Any]:
    """What the gallery shows on a day."""
    return {
        "states": list(STATES.values()),
        "tokens": TOKENS,
        "figures": _figures(),
        "values": _values(day),
        "parts": [
            Part(str(_("Counted in")), 71, "met"),
            Part(str(_("Counted before")), 9, "soft"),
            Part(str(_("Left aside")), 15, "plain"),
            Part(str(_("Not clear")), 7, "hatch"),
            Part(str(_("Not found")), 2, "open"),
            Part(str(_("Damaged")), 0, "plain"),
        ],
        "crumbs": [Link(str(_("Roadmap")), "#"), Link("7")],
        "chips": [
            Chip(label=str(state.word), url="#", count=count, on=state.key == "overdue", state=state.key)
            for state, count in zip(STATES.values(), (2, 3, 3, 6, 7, 27), strict=True)
        ],
        "segment": [Link(str(_("By deadline")), "#", current=True), Link(str(_("By school")), "#")],
        "stages": [
            Stage(title=pgettext("municipal roadmap", "Drafted"), note="14.03.2022", state="executed"),
            Stage(title=pgettext("municipal roadmap", "Approved"), note="18.03.2022", state="executed"),
            Stage(title=pgettext("municipal roadmap", "Carried out"), note=str(_("5 of 22")), state="in_progress"),
            Stage(title=str(_("Monitoring")), note="01.08.2022", state="upcoming"),
        ],
        "marks": _marks(),
        "rows": _rows(),
        "start": dt.date(2021, 12, 1),
        "end": dt.date(2022, 12, 31),
        "tiles": _tiles(),
        "todos": _todos(day),
        "trend": _trend(),
        "deadline": dt.date(2022, 3, 1),
        "form": VisitForm({"day": "31.02.2022", "kind": ""}),
        "files": _files(day),
        "upload": ReportForm({}, MultiValueDict({"report": [SimpleUploadedFile("report.pdf", b"%PDF-")]})),
        "hostile": '<script>alert("x")</script>',
    }


def _todos(day: dt.date) -> list[TodoLine]:
    school, further = str(_("Secondary school, Far Springs")), [Link(str(_("put off")), "#")]
    visit = str(_("Make the first visit"))
    return [
        TodoLine(
            step=visit,
            place=school,
            place_url="#",
            note=str(_("planned for tomorrow")),
            due=day - dt.timedelta(days=23),
            overdue=True,
            number="7",
            url="#",
            moves="31 → 32",
            button=Link(str(_("Fill in the visit")), "#"),
            further=further,
        ),
        TodoLine(step=visit, place=school, number="7", url="#", still=str(_("nothing moves before the next step"))),
    ]


def _figures() -> list[dict[str, Any]]:
    rows = (  # title, met, missing, unknown, target, state
        (_("A share with something unknown, target 100%"), 31, 6, 3, 100, "overdue"),
        (_("The unknown decides: the target of 80% lies inside the range"), 71, 12, 9, 80, "unknown"),
        (_("Nothing is known: no zero is written"), 0, 0, 69, None, "unknown"),
        (_("An honest zero"), 0, 40, 0, None, "at_risk"),
        (_("The target is reached"), 66, 3, 0, 90, "executed"),
        (_("All of them"), 40, 0, 0, 100, "executed"),
        (_("Nobody to count: no value"), 0, 0, 0, None, "upcoming"),
    )
    return [
        {
            "title": title,
            "met": met,
            "missing": missing,
            "unknown": unknown,
            "target": target,
            "state": state,
            "reached": state == "executed",
        }
        for title, met, missing, unknown, target, state in rows
    ]


def _files(day: dt.date) -> list[StoredFile]:
    """Rows that are in no database."""
    at = dt.datetime.combine(day, dt.time(9, 30), dt.UTC)
    longest = "".join((str(_("A very long name of a file ")) * 4, ".docx"))
    rows: tuple[tuple[str, kinds.Kind, int, dict[str, int]], ...] = (
        ("Приказ № 212.pdf", kinds.PDF, 1_258_291, {"pages": 3}),
        ("Школы.xlsx", kinds.XLSX, 348_160, {}),
        ("Посещение.jpg", kinds.JPEG, 3_145_728, {"width": 1200, "height": 900}),
        (longest, kinds.DOCX, 900, {}),
    )
    return [
        StoredFile(pk=number, name=name, media_type=kind.media_type, size=size, stored_at=at, **facts)
        for number, (name, kind, size, facts) in enumerate(rows, 1)
    ]


def _values(day: dt.date) -> list[tuple[Any, Value]]:
    return [
        (_("A count"), Value(kind="count", met=37, unit=pgettext("37", "requests"))),
        (_("A least number per month"), Value(kind="minimum", met=3, norm=str(_("≥ 2 per month")))),
        (_("A document"), Value(kind="delivery", met=1, on=day)),
        (_("A document that is not there yet"), Value(kind="delivery", missing=1)),
        (_("A change in percentage points"), Value(kind="change", change=Fraction(119, 5))),
        (_("A change that cannot be told yet"), Value(kind="change")),
        (_("Its source is not built yet"), Value(known=False)),
    ]


def _marks() -> list[Mark]:
    due = dt.date(2022, 1, 20)
    keys = [*STATES] * 3
    return [
        Mark(
            number=str(index + 1),
            title=str(_("An action of the roadmap")),
            due=due + dt.timedelta(days=17 * (index // 2)),
            due_text=f"{due + dt.timedelta(days=17 * (index // 2)):%d.%m.%Y}",
            state=key,
            url="#",
            late=index == 4,
        )
        for index, key in enumerate(keys)
    ]


def _rows() -> list[dict[str, Any]]:
    day = dt.date
    visited = [Period(day(2022, 2, 16), day(2022, 3, 1))]
    year = [Period(day(2022, 3, 1), day(2022, 11, 1))]
    by_plan = [Period(day(2022, month, 1), day(2022, month, 30), by_plan=True) for month in (4, 8, 10)]
    one_day = [Period(day(2022, 2, 8), day(2022, 2, 8))]
    return [
        {"periods": visited, "state": "overdue"},
        {"periods": [Period(day(2022, 3, 14), day(2022, 3, 28))], "state": "at_risk"},
        {"periods": year, "state": "unknown", "begun_on": day(2022, 3, 1)},
        {"periods": [Period(day(2022, 3, 1), day(2022, 11, 1), by_plan=True)], "state": "in_progress"},
        {"periods": one_day, "state": "executed", "done_on": day(2022, 2, 14), "late": True},
        {"periods": by_plan, "state": "upcoming"},
    ]


def _trend() -> list[TrendPoint]:
    day = dt.date
    return [
        TrendPoint(day(2022, 2, 1), None, None),
        TrendPoint(day(2022, 2, 8), 0, 100, blank=True),
        TrendPoint(day(2022, 2, 16), 0, 0),
        TrendPoint(day(2022, 2, 24), 34.1, 34.1),
        TrendPoint(day(2022, 3, 1), 53.7, 61),
        TrendPoint(day(2022, 3, 14), 70, 80, regrouped=True),
        TrendPoint(day(2022, 3, 22), 77.5, 85),
    ]


def _tiles() -> list[Tile]:
    names = ("Северский район", "Верхний район", "Ключевской район", "Озёрский район", "Луговской район", "г. Заречный")
    gaps = (0, 1, 2, 4, 6, 1)
    return [
        Tile(name=name, short=name[:4], column=index % 6, row=0, gaps=count, url="#", unknown=index == 5)
        for index, (name, count) in enumerate(zip(names, gaps, strict=True))
    ]
