"""What is asked when a to-do is put off, handed over or taken back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.models import User
from opora.core.forms import DayField


class PutOffForm(forms.Form):
    """Until when, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, error_messages={"required": gettext_lazy("Say why.")}
    )

    field_order = ["to", "until", "reason"]

    def __init__(self, *args: Any, until: dt.date, help_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = DayField(label=str(_("Until which day")), help_text=help_text)
        self.initial.setdefault("until", until)
        self.order_fields(self.field_order)


class HandOverForm(PutOffForm):
    """To whom as well."""

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        self.people = {str(person.pk): person for person in people}
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((pk, person.full_name) for pk, person in self.people.items())]
        errors = dict.fromkeys(("required", "invalid_choice"), _("Choose to whom."))
        self.fields["to"] = forms.ChoiceField(label=_("To whom"), choices=choices, error_messages=errors)
        self.order_fields(self.field_order)

    @property
    def to(self) -> User:
        """Whoever was chosen, of those who can be."""
        return self.people[self.cleaned_data["to"]]


class TakeBackForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=300, error_messages={"required": gettext_lazy("Say why.")}
    )
