"""A municipality, a school, and what is said of a school from a day on."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from opora.core.imports import cells
from opora.lists.forms.texts import TextField
from opora.organisations.models import Municipality, SchoolKind, Status
from opora.roadmap.forms.control import DayField

NEEDED = {"required": _("This is needed.")}


class CodeField(forms.CharField):
    """A code as imports take it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Code"),
            max_length=40,
            error_messages={"required": _("Give the code it is found by in every later file.")},
            help_text=_("Latin letters, digits, “-” and “_”. It never changes."),
        )

    def clean(self, value: Any) -> str:
        """The code; the message says what one looks like."""
        text: str = super().clean(value)
        try:
            return cells.code(text)
        except cells.Fault as fault:
            raise forms.ValidationError(fault.message) from None


class MunicipalityForm(forms.Form):
    """What a municipality is called and where it stands on the map."""

    name = TextField(label=_("Full name"), max_length=200, error_messages=NEEDED)
    short_name = TextField(
        label=_("Short name"), max_length=30, error_messages=NEEDED, help_text=_("For the map, at most 30 characters.")
    )
    tile_column = forms.IntegerField(label=_("Column of the map"), min_value=1, max_value=999, required=False)
    tile_row = forms.IntegerField(
        label=_("Row of the map"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("From above, from 1. Both are given or none."),
    )

    def clean(self) -> dict[str, Any]:
        """A place has a column and a row."""
        given = self.cleaned_data
        if not self.errors and (given.get("tile_column") is None) != (given.get("tile_row") is None):
            wrong = "tile_row" if given.get("tile_row") is None else "tile_column"
            self.add_error(wrong, _("A place on the map needs both, its column and its row."))
        return given


class NewMunicipalityForm(MunicipalityForm):
    """The same with the code."""

    code = CodeField()
    field_order = ("code",)


class ValueForm(forms.Form):
    """What holds for a school from a day on; a correction also says why."""

    def __init__(self, *args: Any, latest: dt.date, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurred_on"] = DayField(label=str(_("From which day")), latest=latest)
        if correcting:
            self.fields["reason"] = TextField(
                label=_("What was wrong"),
                max_length=500,
                error_messages={"required": _("Say what was wrong: it stays in the history.")},
            )

    @property
    def values(self) -> dict[str, Any]:
        """What is said, without its day and the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("occurred_on", "reason")}


class NameForm(ValueForm):
    """A name."""

    name = TextField(label=_("Full name"), max_length=400, error_messages=NEEDED, help_text=_("As in the charter."))
    short_name = TextField(
        label=_("Short name"), max_length=120, error_messages=NEEDED, help_text=_("As pages show it.")
    )


class TypeForm(ValueForm):
    """A type."""

    kind = forms.ChoiceField(label=_("Type"), choices=SchoolKind.choices)


class StatusForm(ValueForm):
    """A status."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    basis = TextField(
        label=_("Basis"),
        max_length=300,
        required=False,
        help_text=_("The document by which the school is closed or reorganised: kind, number, date."),
    )

    def clean(self) -> dict[str, Any]:
        """Closing and reorganising rest on a document."""
        given = self.cleaned_data
        if given.get("status") not in (None, Status.OPEN) and not given.get("basis") and "basis" not in self.errors:
            self.add_error("basis", _("Name the document by which the school is closed or reorganised."))
        return given


class GrowthPointForm(ValueForm):
    """Whether it has a Growth Point centre."""

    present = forms.TypedChoiceField(
        label=_("Growth Point centre"),
        choices=[("yes", _("has one")), ("no", _("has none"))],
        coerce=lambda text: text == "yes",
    )
    basis = TextField(label=_("Basis"), max_length=300, required=False, help_text=_("The document, if there is one."))


class NewSchoolForm(ValueForm):
    """A school that is not there yet; open from its day."""

    code = CodeField()
    name = TextField(label=_("Full name"), max_length=400, error_messages=NEEDED, help_text=_("As in the charter."))
    short_name = TextField(
        label=_("Short name"), max_length=120, error_messages=NEEDED, help_text=_("As pages show it.")
    )
    kind = forms.ChoiceField(label=_("Type"), choices=SchoolKind.choices)
    growth_point = forms.BooleanField(label=_("Has a Growth Point centre"), required=False)

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"] = forms.ModelChoiceField(
            municipalities,
            label=_("Municipality"),
            empty_label=_("choose"),
            help_text=_("It cannot be changed later."),
            error_messages={"required": _("Choose the municipality."), "invalid_choice": _("Choose the municipality.")},
        )
        self.fields["occurred_on"].label = _("Open from")
        self.order_fields(["code", "municipality", "name", "short_name", "kind", "growth_point", "occurred_on"])
