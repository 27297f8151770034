"""Forms of works, practices and innovation sites."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opora.core.files.kinds import Family
from opora.core.files.uploads import UploadField
from opora.core.forms import DayField

ACCEPTED = (Family.DOCUMENT, Family.PRESENTATION)
"""What a work or a practice may be."""

Choices = Sequence[tuple[str, str | Sequence[tuple[str, str]]]]


class DatedForm(forms.Form):
    """A form with the day of what it says, as its last field."""

    day_label = _("Day")

    def __init__(self, *args: Any, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=str(self.day_label), latest=latest)
        self.initial.setdefault("on", latest)


class AcceptForm(DatedForm):
    """The day of acceptance."""

    day_label = _("Accepted on")


class ReturnForm(DatedForm):
    """Why a work goes back."""

    day_label = _("Returned on")
    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what should be changed.")},
    )


class AgainForm(DatedForm):
    """A returned work comes again, changed."""

    day_label = _("Handed in again on")
    note = forms.CharField(label=_("What was changed"), max_length=1000, required=False)
    file = UploadField(label=_("The changed file"), accept=ACCEPTED, required=False)


class PublishForm(DatedForm):
    """Where a work was published."""

    day_label = _("Published on")
    link = forms.URLField(
        label=_("Address of the publication"),
        max_length=500,
        assume_scheme="https",
        error_messages={"required": _("Give the address at which it was published.")},
    )


class BankForm(DatedForm):
    """What the bank says of a work."""

    day_label = _("In the bank from")
    direction = forms.CharField(label=_("Topic"), max_length=100, help_text=_("For example: learning motivation."))
    summary = forms.CharField(label=_("What it is about"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class FileForm(forms.Form):
    """One more file."""

    file = UploadField(label=_("File"), accept=ACCEPTED)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why it is taken back.")}
    )


class WorkForm(DatedForm):
    """A work to hand in: who made it, what it is, the work itself as a file or an address."""

    day_label = _("Handed in on")
    author = forms.ChoiceField(
        label=_("Author"), error_messages={"required": _("Choose the school or the person who prepared it.")}
    )
    at = forms.ChoiceField(label=_("Prepared for"))
    kind = forms.ChoiceField(label=_("Kind of work"))
    title = forms.CharField(
        label=_("Title"), max_length=300, error_messages={"required": _("Write the title of the work.")}
    )
    file = UploadField(label=_("File"), accept=ACCEPTED, required=False)
    link = forms.URLField(label=_("or address on the internet"), max_length=500, required=False, assume_scheme="https")

    def __init__(
        self,
        *args: Any,
        authors: Choices,
        occasions: Mapping[str, str],
        kinds: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, author=authors, at=list(occasions.items()), kind=list(kinds.items()))

    def clean(self) -> dict[str, Any]:
        """A work without a file and without an address is none."""
        said = self.cleaned_data
        if not {"file", "link"} & self.errors.keys() and not said.get("file") and not said.get("link"):
            self.add_error("file", ValidationError(_("Attach the work as a file or give its address.")))
        return said


class PracticeForm(DatedForm):
    """An entry of the bank."""

    day_label = _("In the bank from")
    school = forms.ChoiceField(
        label=_("School"), error_messages={"required": _("Choose the school that has the practice.")}
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    direction = forms.CharField(label=_("Topic"), max_length=100, help_text=_("For example: learning motivation."))
    summary = forms.CharField(label=_("What it is about"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    link = forms.URLField(label=_("Address on the internet"), max_length=500, required=False, assume_scheme="https")
    file = UploadField(label=_("File"), accept=ACCEPTED, required=False)

    def __init__(self, *args: Any, schools: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, school=schools)


class SiteForm(DatedForm):
    """A school becomes an innovation site."""

    day_label = _("Innovation site from")
    school = forms.ChoiceField(label=_("School"), error_messages={"required": _("Choose the school.")})
    topic = forms.CharField(
        label=_("What internships are about"),
        max_length=300,
        error_messages={"required": _("Say what internships at the school are about.")},
    )
    practice = forms.ChoiceField(label=_("Practice of the bank"), required=False)
    basis = forms.CharField(
        label=_("Basis"),
        max_length=300,
        help_text=_("Kind, number and date: order No. 310 of 14.04.2022"),
        error_messages={"required": _("Name the document it rests on.")},
    )

    def __init__(self, *args: Any, schools: Choices, practices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, school=schools, practice=practices)


class EndForm(DatedForm):
    """A site is one no longer."""

    day_label = _("First day without")
    basis = forms.CharField(
        label=_("Basis"), max_length=300, error_messages={"required": _("Name the document it rests on.")}
    )


def _offer(form: forms.Form, **choices: Choices) -> None:
    """Give fields their choices; where there are several, none is chosen yet."""
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(offered) if len(offered) == 1 and field.required else [("", "—"), *offered]
