"""Inviting by hand, answering, and how many places there are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opora.events.models import Reply

ASKED = {
    Reply.YES: _("I will come"),
    Reply.NO: _("I will not come"),
    Reply.SUBSTITUTE: _("Somebody else will come in my place"),
}
"""The answers in the words of the invited person."""
NOTED = {
    Reply.YES: pgettext_lazy("an invited person", "will come"),
    Reply.NO: pgettext_lazy("an invited person", "will not come"),
    Reply.SUBSTITUTE: pgettext_lazy("an invited person", "somebody else will come"),
}
"""The same for who notes a telephone call."""


class GuestForm(forms.Form):
    """Somebody without an account."""

    name = forms.CharField(
        label=_("Name of the guest"), max_length=250, error_messages={"required": _("Write the name of the guest.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Write the address like this: anna@school.example, or leave it empty.")},
    )


class AnswerForm(forms.Form):
    """Yes, no, or who comes instead."""

    reply = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers.")},
    )
    substitute_name = forms.CharField(
        label=_("Who will come instead: surname, given name, patronymic"),
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=300, widget=forms.TextInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reply"]
        field.choices = list((ASKED if own else NOTED).items())


class CapacityForm(forms.Form):
    """How many may come."""

    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: as many as come."),
        error_messages={"invalid": _("Write a whole number: 60."), "min_value": _("At least one place.")},
    )


class ReasonForm(forms.Form):
    """Why an invitation is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why the invitation is taken back.")}
    )
