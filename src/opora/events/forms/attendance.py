"""Forms around lists of attendance."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.files.uploads import UploadField
from opora.events.sorting import Someone

ACCEPTED = ("spreadsheet", "text")
"""Families of files that a list of attendance may be."""


class ListForm(forms.Form):
    """A file, or a list that is typed or pasted: one of the two."""

    file = UploadField(label=gettext_lazy("File of the list"), accept=ACCEPTED, required=False)
    typed = forms.CharField(
        label=gettext_lazy("Or names, one in each line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=200_000,
        required=False,
        help_text=gettext_lazy("As they were written: surname and initials, school or municipality beside them."),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        said = super().clean() or {}
        if bool(said.get("file")) == bool(said.get("typed", "").strip()) and not self.errors:
            raise ValidationError(_("Choose a file or write names: one of the two."))
        return said


class EntryForm(forms.Form):
    """Whom one name means, and in whose place that person came."""

    def __init__(self, *args: Any, people: Sequence[Someone], absent: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        described = [(one.id, ", ".join([one.name, *one.posts])) for one in people]
        self.fields["person"] = forms.ChoiceField(
            label=_("Who it is"),
            widget=forms.RadioSelect,
            choices=[*described, ("", _("nobody of ours: not counted"))],
            required=False,
        )
        self.fields["in_place_of"] = forms.ChoiceField(
            label=_("In place of"),
            choices=[("", _("nobody: came for themselves")), *absent],
            required=False,
            help_text=_("A substitute is shown apart and is not counted as the person replaced."),
        )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500)
