"""Bringing an official document, and the reasons that are asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opora.core.files.uploads import UploadField
from opora.roadmap.drafts.beginning import FAMILIES


class BringOrderForm(forms.Form):
    """The document, and the year of the programme where its title does not say it."""

    file = UploadField(
        label=_("Document"), accept=FAMILIES, error_messages={"required": _("Choose the file with the order.")}
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


class DiscardForm(forms.Form):
    """Why an order is laid aside."""

    reason = forms.CharField(
        label=_("Why it is laid aside"),
        max_length=500,
        error_messages={"required": _("Say why the order is laid aside.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
