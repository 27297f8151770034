"""Who presents what, and a file that belongs to an event."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.directory import Directory, Entry
from opora.accounts.forms.appointing import ChoosingForm
from opora.accounts.models import User
from opora.core.files.kinds import EVERYTHING
from opora.core.files.uploads import UploadField
from opora.core.imports.cells import folded
from opora.organisations.models import School


class SpeakerForm(forms.Form):
    """A school, a person of Opora or a guest, and the topic. Schools and people are typed; a browser suggests them."""

    topic = forms.CharField(
        label=gettext_lazy("Topic"), max_length=300, error_messages={"required": gettext_lazy("Say what is presented.")}
    )
    school = forms.CharField(
        label=gettext_lazy("School"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Its experience is shown: the short name or the code."),
        widget=forms.TextInput(attrs={"list": "schools", "autocomplete": "off"}),
    )
    person = forms.CharField(
        label=gettext_lazy("Person"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Somebody of Opora by the full name or the login; anybody else is a guest."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Guest"), max_length=250, required=False)

    def __init__(self, *args: Any, schools: dict[int, tuple[str, str]], people: Directory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools, self.people = schools, people

    def clean_school(self) -> School | None:
        """The only school of this code or short name; namesakes are told by the code."""
        typed = folded(self.cleaned_data["school"])
        found = [pk for pk, (code, name) in self.schools.items() if typed in (folded(code), folded(name))]
        if typed and not found:
            raise ValidationError(_("No school has this short name or code. Choose one of those suggested."))
        if len(found) > 1:
            codes = ", ".join(sorted(self.schools[pk][0] for pk in found))
            raise ValidationError(_("Several schools are called so: write the code, %(codes)s.") % {"codes": codes})
        return School.objects.get(pk=found[0]) if found else None

    def clean_person(self) -> User | None:
        """The only person of this name or login."""
        typed = self.cleaned_data["person"]
        entry = self.people.exactly(typed) if typed else None
        if typed and entry is None:
            raise ValidationError(_("Write the name in full, or the login; a guest is written in the line below."))
        return User.objects.get(pk=entry.id) if entry else None


class MaterialForm(forms.Form):
    """A file, called as the event calls it."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("What the file is called here; empty: as it is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = UploadField(accept=EVERYTHING, label=_("File"))
        self.order_fields(["file", "title"])

    @property
    def name(self) -> str:
        """The name of the file as it is kept."""
        name: str = self.cleaned_data["file"].name
        title, suffix = self.cleaned_data["title"].strip(), name.rpartition(".")[2]
        if not title or title.casefold().endswith(f".{suffix.casefold()}"):
            return title or name
        return f"{title}.{suffix}"


class CameForm(ChoosingForm):
    """Somebody who came, perhaps in place of one of those who are expected."""

    basis = None  # type: ignore[assignment]  # Django's way to leave a field of the base out

    def __init__(self, *args: Any, expected: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, day="", **kwargs)
        del self.fields["on"]
        self.fields["in_place_of"] = forms.TypedChoiceField(
            label=_("In place of"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("nobody: came for themselves")), *expected],
        )

    def clean(self) -> dict[str, Any]:
        """Nobody replaces themselves."""
        super().clean()
        entry: Entry | None = self.entry
        if entry and self.cleaned_data.get("in_place_of") == entry.id:
            self.add_error("in_place_of", _("This is the same person."))
        return self.cleaned_data


class FeedbackForm(forms.Form):
    """How useful the event was, and a remark."""

    usefulness = forms.TypedChoiceField(
        label=gettext_lazy("How useful was it?"),
        coerce=int,
        choices=[
            (5, gettext_lazy("5, very useful")),
            (4, "4"),
            (3, "3"),
            (2, "2"),
            (1, gettext_lazy("1, of no use")),
        ],
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={"required": gettext_lazy("Choose a mark from 1 to 5.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("A remark"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("What was missing, what to keep. Without names, please."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
