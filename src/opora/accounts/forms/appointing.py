"""Choosing a person by what is typed, and what an appointment, its end and a handover ask for."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.directory import Directory, Entry
from opora.accounts.holders import Holding
from opora.accounts.models import SINGLE_POSTS, EndReason, Post, Tier
from opora.accounts.places import Places
from opora.core import numbers
from opora.core.forms import DayField

AHEAD = dt.timedelta(days=366)
"""How far ahead of the last day of the region something is written down."""
MOST = 20
"""People to choose from; whoever is not among them is named more exactly."""


class BasisForm(forms.Form):
    """A day and the document it rests on."""

    basis = forms.CharField(
        label=gettext_lazy("Basis"),
        max_length=300,
        help_text=gettext_lazy("Kind, number and date: order No. 310 of 14.04.2022"),
        error_messages={"required": gettext_lazy("Name the document it rests on.")},
    )

    def __init__(self, *args: Any, latest: dt.date, day: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.fields["on"] = DayField(label=day)
        self.order_fields(["who", "person", "on", "basis"])

    def clean_on(self) -> dt.date:
        """Not further than a year ahead of what the region shows, nor before the first year that is shown."""
        on: dt.date = self.cleaned_data["on"]
        if on > self.latest + AHEAD:
            latest = numbers.day(self.latest + AHEAD)
            raise ValidationError(
                _("This is too far ahead: the last day that can be written is %(day)s.") % {"day": latest}
            )
        if on.year < 2000:
            raise ValidationError(_("This is too long ago: days from 2000 on can be written."))
        return on


class ChoosingForm(BasisForm):
    """One of the people of a directory: by the full name or the login, or chosen among those found.

    Nobody is taken for somebody else silently: a part of a name, and namesakes, come back as a choice.
    """

    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=200,
        help_text=gettext_lazy("Surname, given name and patronymic; a part of them finds everybody who fits."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write who it is.")},
    )

    def __init__(self, *args: Any, people: Directory, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.places = people, places
        self.entry: Entry | None = None
        found = people.like(str(self.data.get("who", ""))) if self.is_bound else []
        if found and people.exactly(str(self.data.get("who", ""))) is None:
            self.fields["person"] = forms.TypedChoiceField(
                label=gettext_lazy("Choose who is meant"),
                coerce=int,
                required=False,
                choices=[(one.id, described(one, places)) for one in found[:MOST]],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            self.order_fields(["who", "person", "on", "basis"])

    def clean(self) -> dict[str, Any]:
        """Puts the chosen one into `entry`."""
        typed = self.cleaned_data.get("who", "")
        self.entry = self.people.exactly(typed) or self.people.get(self.cleaned_data.get("person") or None)
        if typed and self.entry is None:
            if "person" in self.fields:
                self.add_error("person", _("Choose who is meant, or write the name in full."))
            else:
                self.add_error("who", _("Nobody of this name is here. Check the spelling, or enter the person first."))
        return self.cleaned_data


class AppointForm(ChoosingForm):
    """Who is appointed from when and why; a curator's tier, and whether a head is acting."""

    def __init__(self, *args: Any, post: str, **kwargs: Any) -> None:
        super().__init__(*args, day=str(_("First day in the post")), **kwargs)
        if post == Post.CURATOR:
            self.fields["tier"] = forms.ChoiceField(
                label=gettext_lazy("Tier"), choices=Tier.choices, initial=Tier.MUNICIPAL, widget=forms.Select()
            )
        if post in SINGLE_POSTS:
            self.fields["acting"] = forms.BooleanField(
                label=gettext_lazy("Acting, while the head is absent"), required=False
            )
            self.fields["until"] = DayField(
                label=str(_("First day without it")),
                required=False,
                help_text=str(_("For somebody acting, when it is known already.")),
            )

    def clean(self) -> dict[str, Any]:
        """The last day belongs to somebody acting, and lies after the first one."""
        super().clean()
        on, until = self.cleaned_data.get("on"), self.cleaned_data.get("until")
        if until and not self.cleaned_data.get("acting"):
            self.add_error("until", _("Only an acting head is appointed until a day: tick it above."))
        elif on and until and until <= on:
            self.add_error("until", _("This day lies after the first one in the post."))
        return self.cleaned_data


class EndForm(BasisForm):
    """Why somebody leaves a post, and the first day without them."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=EndReason.choices)
    note = forms.CharField(
        label=gettext_lazy("In words"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed for “another reason” alone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, day=str(_("First day without the post")), **kwargs)
        self.order_fields(["reason", "note", "on", "basis"])

    def clean(self) -> dict[str, Any]:
        """Another reason is told in words."""
        super().clean()
        if self.cleaned_data.get("reason") == EndReason.OTHER and not self.cleaned_data.get("note", "").strip():
            self.add_error("note", _("Say the reason in words."))
        return self.cleaned_data


class EndSeveralForm(EndForm):
    """The same for those posts of a person that are ticked."""

    def __init__(self, *args: Any, places: Places, held: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for one in held:
            self.fields[f"end_{one.id}"] = forms.BooleanField(label=places.title(one), required=False)

    @property
    def rows(self) -> list[tuple[forms.BoundField, Holding]]:
        """Each post with its tick."""
        return [(self[f"end_{one.id}"], one) for one in self.held]

    @property
    def chosen(self) -> list[Holding]:
        """The posts that are ticked, in a form that was checked."""
        return [one for one in self.held if self.cleaned_data.get(f"end_{one.id}")]

    def clean(self) -> dict[str, Any]:
        """At least one post is ticked."""
        super().clean()
        if not self.chosen:
            raise ValidationError(_("Tick what ends."))
        return self.cleaned_data


class ReplaceForm(ChoosingForm):
    """Who takes the post over, and from which day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, day=str(_("First day of the successor")), **kwargs)


class HandOverForm(BasisForm):
    """Which posts of a person go to whom: one name for all that are ticked, another beside those that go elsewhere."""

    to = forms.CharField(
        label=gettext_lazy("To whom"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Full name or login; for all ticked lines that name nobody of their own."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: Directory, places: Places, held: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, day=str(_("First day of the successor")), **kwargs)
        self.people, self.places, self.held = people, places, held
        self.chosen: list[tuple[Holding, Entry]] = []
        for one in held:
            where = places.where(one)
            label = _("To somebody else: %(place)s") % {"place": where}
            self.fields[f"pass_{one.id}"] = forms.BooleanField(label=where, required=False)
            self.fields[f"to_{one.id}"] = forms.CharField(
                label=label,
                max_length=200,
                required=False,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "list": "people", "autocomplete": "off", "aria-label": label}
                ),
            )
        self.order_fields(["to", "on", "basis"])

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The tick and the name of each post."""
        return [(self[f"pass_{one.id}"], self[f"to_{one.id}"]) for one in self.held]

    def clean(self) -> dict[str, Any]:
        """Puts what goes to whom into `chosen`; tells of each name that is not clear."""
        super().clean()
        ticked = [one for one in self.held if self.cleaned_data.get(f"pass_{one.id}")]
        if not ticked:
            raise ValidationError(_("Tick what is handed over."))
        found: dict[str, Entry] = {}
        for one in ticked:
            name = f"to_{one.id}" if self.cleaned_data.get(f"to_{one.id}") else "to"
            if name not in found and not self.has_error(name) and (entry := self._entry(name)):
                found[name] = entry
            if name in found:
                self.chosen.append((one, found[name]))
        return self.cleaned_data

    def _entry(self, name: str) -> Entry | None:
        typed = self.cleaned_data.get(name, "")
        if not typed:
            self.add_error(name, _("Write who it is."))
            return None
        if entry := self.people.exactly(typed):
            return entry
        like = self.people.like(typed)[:MOST]
        if like:
            names = "; ".join(f"{described(one, self.places)} ({one.login})" for one in like)
            self.add_error(name, _("Who is meant? Write the full name or the login: %(names)s") % {"names": names})
        else:
            self.add_error(name, _("Nobody of this name is here. Check the spelling, or enter the person first."))
        return None


class TakeBackForm(forms.Form):
    """Why something entered by mistake is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is taken back"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say why the record is taken back.")},
    )


def described(entry: Entry, places: Places) -> str:
    """A person with the posts that tell them from namesakes."""
    posts = "; ".join(dict.fromkeys(places.title(held) for held in entry.now[:3]))
    return f"{entry.full_name} — {posts}" if posts else _("%(name)s — without a post") % {"name": entry.full_name}


def suggested(entries: Iterable[Entry], counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Values and labels of what a browser suggests; namesakes are told by their login."""
    return [(one.full_name if counts[one.full_name] == 1 else one.login, one.full_name) for one in entries]
