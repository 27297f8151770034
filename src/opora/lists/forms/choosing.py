"""Choosing schools by a search, ticks and pasted codes; nothing that was chosen is lost while one searches on."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from opora.core.imports import cells
from opora.lists.forms.texts import TextField
from opora.organisations.queries import SchoolState
from opora.programmes.models import LeavingReason
from opora.roadmap.forms.control import DayField

MOST = 50
"""Schools that a search offers."""
TOLD = 10
"""Unknown codes that a message repeats."""


class SchoolsForm(forms.Form):
    """Schools, a day and a document. `states` are the schools that can be chosen."""

    find = forms.CharField(
        label=_("Find schools"), max_length=100, required=False, help_text=_("A part of the name, or the code.")
    )
    codes = forms.CharField(
        label=_("Or paste codes"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A column of a spreadsheet, or with commas between."),
    )
    basis = TextField(
        label=_("Basis"),
        max_length=300,
        help_text=_("The document it rests on: kind, number, date."),
        error_messages={"required": _("Name the document it rests on.")},
    )

    def __init__(
        self,
        *args: Any,
        states: Sequence[SchoolState],
        places: Mapping[int, str],
        latest: dt.date,
        day_label: str,
        picked: Sequence[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._states, self._places = states, places
        self._ids = {state.code: state.id for state in states}
        self.fields["occurred_on"] = DayField(label=day_label, latest=latest)
        given = cast(QueryDict, self.data).getlist("school") if self.is_bound else list(picked)
        self.picked = {int(one) for one in given if str(one).isdecimal() and len(str(one)) < 19}
        self.picked &= set(self._ids.values())

    @property
    def options(self) -> list[tuple[SchoolState, str, bool]]:
        """What is offered to be ticked: what is chosen already, then what the search finds; with its municipality."""
        terms = cells.folded(self.data.get("find", "") if self.is_bound else "").split()
        chosen = [state for state in self._states if state.id in self.picked]
        found = [
            state
            for state in self._states
            if terms and state.id not in self.picked and all(term in self._told(state) for term in terms)
        ]
        return [(state, self._places.get(state.municipality_id, ""), state.id in self.picked)
                for state in [*chosen, *found[:MOST]]]  # fmt: skip

    def clean_codes(self) -> str:
        """Puts the schools of pasted codes among the chosen ones."""
        codes = list(dict.fromkeys(re.split(r"[\s,;]+", self.cleaned_data["codes"].strip())))
        unknown = [code for code in codes if code and code not in self._ids]
        if unknown:
            told = ", ".join([code[:40] for code in unknown[:TOLD]] + ["…"] * (len(unknown) > TOLD))
            message = ngettext(
                "No school that can be chosen has the code %(codes)s.",
                "No school that can be chosen has these codes: %(codes)s.",
                len(unknown),
            )
            raise forms.ValidationError(message % {"codes": told})
        self.picked |= {self._ids[code] for code in codes if code}
        return ""

    def clean(self) -> dict[str, Any]:
        """Somebody must be chosen."""
        if not self.picked and "codes" not in self.errors:
            self.add_error("find", _("Choose schools: find them and tick them, or paste their codes."))
        return self.cleaned_data

    def _told(self, state: SchoolState) -> str:
        place = self._places.get(state.municipality_id, "")
        return cells.folded(f"{state.code} {state.name} {state.short_name} {place}")


class LeavingForm(forms.Form):
    """How a school leaves the programme."""

    reason = forms.ChoiceField(label=_("Why"), choices=LeavingReason.choices)
    note = TextField(
        label=_("The reason in words"), max_length=300, required=False, help_text=_("Needed for another reason.")
    )
    basis = TextField(
        label=_("Basis"),
        max_length=300,
        help_text=_("The document it rests on: kind, number, date."),
        error_messages={"required": _("Name the document by which the school leaves.")},
    )

    def __init__(self, *args: Any, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"] = DayField(label=str(_("First day outside")), latest=latest)
        self.order_fields(["occurred_on", "reason", "note", "basis"])

    def clean(self) -> dict[str, Any]:
        """Another reason is said in words."""
        given = self.cleaned_data
        if given.get("reason") == LeavingReason.OTHER and not given.get("note"):
            self.add_error("note", _("Say the other reason in words."))
        return given
