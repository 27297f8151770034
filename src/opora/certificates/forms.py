"""Typing in the number of a certificate; the reason for taking one back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opora.certificates.numbers import read


class NumberForm(forms.Form):
    """The number that stands on the paper; a slip is told before anything is looked up."""

    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("As it stands on the certificate, such as 2022-0004-7KMA."),
        max_length=60,
        error_messages={"required": _("Write the number that stands on the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """In its own form."""
        number = read(self.cleaned_data["number"])
        if number is None:
            message = _("There is a slip in this number: compare it with the paper sign by sign.")
            raise ValidationError(message)
        return number


class RevokeForm(forms.Form):
    """Why a certificate is taken back; only who issues certificates reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is not shown to who verifies the certificate."),
        max_length=500,
        error_messages={"required": _("Say why the certificate is revoked.")},
    )
