"""Choosing the capacity to act in."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from opora.accounts.capacities import Capacity


class CapacityForm(forms.Form):
    """One of the person's own capacities; any other is refused."""

    appointment = forms.TypedChoiceField(
        label=_("Act as"), coerce=int, widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args: object, capacities: Sequence[Capacity], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # a form's own arguments, passed on
        choices = [(capacity.id, capacity.title) for capacity in capacities]
        self.fields["appointment"].choices = choices  # type: ignore[attr-defined] # it is a choice field
