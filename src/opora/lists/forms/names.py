"""What a text means; which two entries of a school are one, and why."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from opora.core.imports.cells import Fault
from opora.lists.forms.texts import TextField
from opora.organisations.imports.lookup import Schools
from opora.organisations.models import Municipality, School


class TeachForm(forms.Form):
    """A text and what it means; `of` is set once the form is valid."""

    text = TextField(
        label=_("Text"),
        max_length=400,
        help_text=_("As it stands in the lists."),
        error_messages={"required": _("Write the name as it stands in the lists.")},
    )
    school = TextField(
        label=_("Means the school"), max_length=400, required=False, help_text=_("Its code, or a name that is sure.")
    )
    basis = TextField(
        label=_("Basis"), max_length=300, required=False, help_text=_("From where it is known: a call, a letter.")
    )

    def __init__(
        self, *args: Any, schools: QuerySet[School], municipalities: QuerySet[Municipality], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._schools = schools
        self.of: School | Municipality | None = None
        self.fields["municipality"] = forms.ModelChoiceField(
            municipalities, label=_("Or the municipality"), empty_label=_("none"), required=False
        )
        self.order_fields(["text", "school", "municipality", "basis"])

    def clean(self) -> dict[str, Any]:
        """One of both, and a school that is surely meant."""
        given = self.cleaned_data
        school, municipality = given.get("school"), given.get("municipality")
        if bool(school) == bool(municipality) and not self.errors:
            both = _("A text means a school or a municipality: leave one of the two empty.")
            self.add_error("school", both if school else _("Say which school or which municipality it means."))
        elif school:
            try:
                self.of = Schools(self._schools).find(school)
            except Fault as fault:
                self.add_error("school", fault.message)
        else:
            self.of = municipality
        return given


class PairForm(forms.Form):
    """Two entries by their codes."""

    one = TextField(label=_("Code of one entry"), max_length=40)
    other = TextField(label=_("Code of the other"), max_length=40)

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schools = schools

    def clean_one(self) -> School:
        """The school with this code."""
        return self._found("one")

    def clean_other(self) -> School:
        """The school with this code, another than the first."""
        found = self._found("other")
        if found == self.cleaned_data.get("one"):
            raise forms.ValidationError(_("Name two different ones."))
        return found

    def _found(self, name: str) -> School:
        code: str = self.cleaned_data[name]
        found = self._schools.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no school with the code “%(code)s”."), params={"code": code})
        return found


class MergeForm(forms.Form):
    """Why two entries are one school."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why the two are one.")}
    )
