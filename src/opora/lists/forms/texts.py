"""Texts as imports take them, so that what is typed on a page goes out into a file and comes in again."""

from typing import Any

from django import forms

from opora.core.files.texts import clean
from opora.core.imports import cells


class TextField(forms.CharField):
    """A text without signs that nobody sees, and none that a spreadsheet would compute."""

    def clean(self, value: Any) -> str:
        """The text as people see it; the message of a formula says what is wrong."""
        text = clean(super().clean(value))
        try:
            cells.refuse_formula(text)
        except cells.Fault as fault:
            raise forms.ValidationError(fault.message) from None
        return text
