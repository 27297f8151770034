"""Signing in, changing one's password, choosing the capacity to act in."""

from collections.abc import Sequence
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opora.accounts.capacities import Capacity


class SignInForm(LoginForm):
    """Login and password in the words of our pages; a label is enough, so no placeholder repeats it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, login=_("Login"), password=_("Password"), remember=_("Stay signed in on this device"))


class PasswordForm(ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("New password once more"),
        )

    def clean_password1(self) -> str:
        """Another one than the present: a password that somebody else made is not kept."""
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise ValidationError(gettext("This is the present password. Choose another."))
        return password


class CapacityForm(forms.Form):
    """One of the person's own capacities; any other is refused."""

    appointment = forms.TypedChoiceField(
        label=_("Act as"), coerce=int, widget=forms.RadioSelect(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args: Any, capacities: Sequence[Capacity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(capacity.id, capacity.title) for capacity in capacities]
        self.fields["appointment"].choices = choices  # type: ignore[attr-defined] # it is a choice field


def _label(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)
