"""Entering a person, and writing names and contacts anew."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.models import User

_PHONE = re.compile(r"[\s()\-–.]")


class PersonForm(forms.ModelForm):
    """Names and contacts; a telephone is taken as people write it: 8 (385) 200-00-00."""

    class Meta:
        model = User
        fields = ("surname", "given_name", "patronymic", "email", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = forms.CharField(
            label=gettext_lazy("Telephone"),
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            help_text=gettext_lazy("For example +7 385 200-00-00."),
        )
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
            field.error_messages["required"] = gettext_lazy("Fill this in.")

    def clean_phone(self) -> str:
        """The number with its country and without spaces."""
        text = _PHONE.sub("", self.cleaned_data["phone"])
        if re.fullmatch(r"8[0-9]{10}", text):
            text = f"+7{text[1:]}"
        if text and not re.fullmatch(r"\+[1-9][0-9]{6,14}", text):
            raise ValidationError(_("Write the whole number with its code: +7 385 200-00-00."))
        return text

    def values(self) -> dict[str, str]:
        """What a valid form says, for an action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewPersonForm(PersonForm):
    """The same with a login; `confirmed` is asked for when somebody of this name is there already."""

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Small Latin letters and digits. Left empty, it is made of the name."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("This is another person"), required=False)
