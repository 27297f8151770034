"""Writing to many people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from opora.accounts.addressees import Circle
from opora.accounts.models import Language, Post
from opora.outbox import texts
from opora.outbox.texts import Text


class MessageForm(forms.Form):
    """To whom and what. The English text is for those who read in English; without one they get the Russian."""

    posts = forms.MultipleChoiceField(
        label=_("To whom"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Choose at least one post.")},
    )
    circle = forms.ChoiceField(
        label=_("Of which schools"),
        choices=Circle.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    subject = forms.CharField(
        label=_("What about"),
        max_length=texts.LONGEST_SUBJECT,
        error_messages={"required": _("Write what it is about.")},
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=texts.LONGEST_BODY,
        help_text=texts.HELP,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write the text of the message.")},
    )
    subject_en = forms.CharField(label=_("What about, in English"), max_length=texts.LONGEST_SUBJECT, required=False)
    body_en = forms.CharField(
        label=_("Text in English"),
        max_length=texts.LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined] # it has

    def clean(self) -> dict[str, Any]:
        """Fields of a text that nobody fills in stand beside it; a text in English is whole or not there."""
        said: dict[str, Any] = super().clean() or {}
        for name in ("subject", "body", "subject_en", "body_en"):
            for unknown in texts.unknown_fields(said.get(name, "")):
                known = ", ".join(f"{{{one}}}" for one in texts.FIELDS)
                message = _("There is no field {%(name)s}. There are: %(known)s.")
                self.add_error(name, message % {"name": unknown, "known": known})
        for given, other in (("subject_en", "body_en"), ("body_en", "subject_en")):
            if said.get(given) and not said.get(other) and other not in self.errors:
                self.add_error(other, _("Write both in English, or neither."))
        return said

    @property
    def text(self) -> dict[str, Text]:
        """What was written, by language."""
        said = self.cleaned_data
        written = {Language.RUSSIAN.value: Text(said["subject"], said["body"])}
        if said["subject_en"]:
            written[Language.ENGLISH.value] = Text(said["subject_en"], said["body_en"])
        return written
