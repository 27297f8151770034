"""Bringing an official document, and the reasons that are asked for."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opora.core.files.uploads import UploadField
from opora.core.forms import DayField
from opora.roadmap.drafts.amending import Extent
from opora.roadmap.drafts.beginning import FAMILIES


class BringOrderForm(forms.Form):
    """The document, and the year of the programme where its title does not say it."""

    file = UploadField(
        label=_("Document"),
        accept=FAMILIES,
        help_text=_(".docx, .xlsx, .csv, .html, .txt or PDF with a text layer; at most 20 MB."),
        error_messages={"required": _("Choose the file with the order.")},
    )
    year = forms.IntegerField(
        label=_("Year of the programme"),
        min_value=2000,
        max_value=2100,
        required=False,
        help_text=_("Empty: the year that the title of the order names."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    @property
    def given(self) -> dict[str, Any]:
        """What a valid form asks for."""
        file = self.cleaned_data["file"]
        return {"content": file, "name": file.name or "", "year": self.cleaned_data["year"]}


class ExtentForm(forms.Form):
    """From which day an amending order is in force, and what becomes of rows that it does not have."""

    EXTENTS = (
        ("", _("as the order itself says")),
        ("whole", _("left out: the order states the whole table")),
        ("rows", _("stay: the order changes only the rows it has")),
    )

    def __init__(self, *args: Any, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=str(_("In force from")), latest=latest)
        self.fields["extent"] = forms.ChoiceField(
            label=_("Rows that the order does not have"), choices=self.EXTENTS, required=False
        )

    @property
    def extent(self) -> Extent:
        """What a valid form asks for."""
        whole = {"whole": True, "rows": False}.get(self.cleaned_data["extent"])
        return Extent(self.cleaned_data["on"], whole)


class DiscardForm(forms.Form):
    """Why an order is laid aside."""

    reason = forms.CharField(
        label=_("Why it is laid aside"),
        max_length=500,
        error_messages={"required": _("Say why the order is laid aside.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
