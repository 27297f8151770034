"""Defining an indicator, and taking a definition back."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opora.indicators.registry import Registry
from opora.roadmap.models import IndicatorDefinition
from opora.roadmap.proposed import Proposed, wrong_with

_AS_TYPED = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}


class DefinitionForm(forms.Form):
    """A version that follows `before`. Valid when it may be saved: see proposed.wrong_with."""

    formula = forms.CharField(
        label=_("Formula"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, **_AS_TYPED})
    )
    target = forms.CharField(
        label=_("Target"),
        max_length=40,
        required=False,
        help_text=_("= 100, >= 5, > 0, <= 10, < 3; a document: done; nothing: no target is set"),
        widget=forms.TextInput(attrs=_AS_TYPED),
    )
    target_basis = forms.CharField(label=_("Basis of the target"), max_length=300, required=False)
    reading = forms.CharField(
        label=_("How an unclear indicator is read"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    examples = forms.CharField(
        label=_("Examples, one a line"),
        max_length=2000,
        required=False,
        help_text=_(
            "What is given → what comes out: 3 of 5 → 60 %. They are run; one that does not hold stops the save."
        ),
        widget=forms.Textarea(attrs={"rows": 4, **_AS_TYPED}),
    )
    occurred_on = forms.DateField(
        label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(
        label=_("Basis of the change"),
        max_length=300,
        required=False,
        help_text=_("The order or the decision that changes how the indicator is counted."),
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, before: IndicatorDefinition, words: Registry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.words = before, words

    @property
    def proposed(self) -> Proposed:
        """What a valid form proposes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("occurred_on", "version")}
        return Proposed(on=self.cleaned_data["occurred_on"], **given)

    def clean_formula(self) -> str:
        return lines(self.cleaned_data["formula"])

    def clean_examples(self) -> str:
        return lines(self.cleaned_data["examples"])

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            faults = wrong_with(self.proposed, self.before, self.words, self.cleaned_data["version"])
            if faults:
                raise ValidationError(faults)
        return self.cleaned_data


class TakeBackForm(forms.Form):
    """Why the latest version is taken back."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=500,
        help_text=_("It stands in the version history for ever."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, latest: IndicatorDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("version") != self.latest.version:
            raise ValidationError(_("Meanwhile another version is the latest: look at it before you take it back."))
        return self.cleaned_data


def lines(text: str) -> str:
    """Text as it is typed: a browser sends two characters for the end of a line, which would shift the columns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
