"""What somebody without an account types at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HereForm(forms.Form):
    """A name, where from, and perhaps an address."""

    name = forms.CharField(
        label=_("Surname, given name, patronymic"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your surname, given name and patronymic.")},
    )
    organisation = forms.CharField(
        label=_("School or organisation"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Write where you are from: school No. 14, Klyuchi.")},
    )
    email = forms.EmailField(
        label=_("E-mail, if you like"),
        max_length=320,
        required=False,
        error_messages={"invalid": _("Write the address like this: anna@school.example, or leave it empty.")},
    )
