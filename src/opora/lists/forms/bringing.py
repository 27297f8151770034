"""A spreadsheet on its way in, and what is asked with it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from opora.core.imports.files import LARGEST
from opora.core.imports.plans import Kind
from opora.lists.forms.texts import TextField
from opora.roadmap.forms.control import DayField

SUFFIXES = (".xlsx", ".csv")


class BringingForm(forms.Form):
    """The file, and the day and basis that stand in for empty cells where the list has them."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=_("The list as .xlsx or .csv, at most 20 MB. Columns stand in any order."),
        error_messages={"required": _("Choose the file.")},
    )

    def __init__(self, *args: Any, kind: Kind, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = {column.option for column in kind.columns}
        if kind.from_today:
            self.fields["on"] = DayField(label=str(_("What changes holds from")), latest=latest)
        elif "on" in options:
            self.fields["on"] = DayField(label=str(_("Day")), latest=latest, required=False)
            self.fields["on"].help_text = _("For rows that give none.")
        if "basis" in options:
            self.fields["basis"] = TextField(
                label=_("Basis"), max_length=300, required=False, help_text=_("For rows that give none.")
            )

    def clean_file(self) -> UploadedFile:
        """Of a kind that is read, and not larger than what is."""
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise ValidationError(_("Only .xlsx and .csv are read. Save the list as one of them."))
        if (file.size or 0) > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB. Divide the list."))
        return file
