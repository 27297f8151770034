"""What is asked about an event or a series that is planned."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.forms import DayField
from opora.events.actions import Changes, Planned
from opora.events.models import Event, EventSeries, Kind, Level, Organiser
from opora.events.models.events import CODE, LEAST_MINUTES
from opora.events.populations import fault_texts

AHEAD = dt.timedelta(days=3 * 366)
"""How far ahead of the last day of the region an event is planned."""
_AS_TYPED = {"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}
_HOUR = {"invalid": gettext_lazy("Write the hour like this: 10:30.")}
_LINK = {"invalid": gettext_lazy("Write the whole address, with https:// before it.")}


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        validators=[CODE],
        help_text=gettext_lazy("Formulas of indicators ask by it: small Latin letters, digits and hyphens, vks-1."),
        widget=forms.TextInput(attrs=_AS_TYPED),
        error_messages={"required": gettext_lazy("Give it a code, for example vks-1.")},
    )


def _title_field() -> forms.CharField:
    message = gettext_lazy("Say what it is called.")
    return forms.CharField(label=gettext_lazy("Title"), max_length=300, error_messages={"required": message})


class WhenForm(forms.Form):
    """For which day, hours and place."""

    def __init__(self, *args: Any, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.fields["on"] = DayField(label=str(_("Day")))
        for name, label in (("starts_at", _("Begins at")), ("ends_at", _("Ends at"))):
            self.fields[name] = forms.TimeField(
                label=label,
                required=False,
                error_messages=_HOUR,
                input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            )
        self.fields["place"] = forms.CharField(label=_("Place"), max_length=300, required=False)
        self.fields["link"] = forms.URLField(
            label=_("Link"),
            max_length=500,
            required=False,
            assume_scheme="https",
            error_messages=_LINK,
            help_text=_("For an event on the network: where one joins."),
        )

    def clean_on(self) -> dt.date:
        """Within the years that Opora shows."""
        on: dt.date = self.cleaned_data["on"]
        if on.year < 2000 or on > self.latest + AHEAD:
            message = _("Days from 2000 on, and up to three years ahead, can be written.")
            raise ValidationError(message)
        return on

    def clean(self) -> dict[str, Any]:
        """An end needs a beginning before it."""
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if ends and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Say when it begins, or leave the end empty."))
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", _("It ends after it begins."))
        return self.cleaned_data

    @property
    def planned(self) -> Planned:
        """What a valid form plans."""
        said = self.cleaned_data
        return Planned(
            on=said["on"],
            starts_at=said["starts_at"],
            ends_at=said["ends_at"],
            place=said["place"].strip(),
            link=said["link"],
        )


class AboutForm(forms.Form):
    """What of an event is said at any time."""

    title = _title_field()
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        choices=Level.choices,
        help_text=gettext_lazy("Experience that a school shows is counted by it."),
    )
    organiser = forms.ChoiceField(
        label=gettext_lazy("Organiser"),
        choices=Organiser.choices,
        help_text=gettext_lazy("Who answers for it and closes the attendance."),
    )
    invited = forms.CharField(
        label=gettext_lazy("Who is invited"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "A population of the language of formulas: school_heads(current) | curators(current). Beside the form "
            "stands what it means. Empty: nobody is invited by a population."
        ),
        widget=forms.Textarea(attrs={"rows": 2, **_AS_TYPED}),
    )
    agenda = forms.CharField(
        label=gettext_lazy("Programme of the event"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        max_value=32_767,
        help_text=gettext_lazy("Empty: as many as come."),
    )
    least_minutes = forms.IntegerField(
        label=gettext_lazy("Minutes to be counted"),
        min_value=0,
        max_value=1440,
        initial=LEAST_MINUTES,
        help_text=gettext_lazy("Whoever was in the call for less is not counted."),
    )

    def clean_invited(self) -> str:
        """A sentence that can be read, on one line."""
        source = " ".join(self.cleaned_data["invited"].split())
        if faults := fault_texts(source):
            raise ValidationError(faults)
        return source

    @property
    def changes(self) -> Changes:
        """What a valid form says of the event."""
        said = self.cleaned_data
        return Changes(
            title=said["title"].strip(),
            kind=said["kind"],
            level=said["level"],
            organiser=said["organiser"],
            invited=said["invited"],
            agenda=said["agenda"].replace("\r\n", "\n").strip(),
            capacity=said["capacity"],
            least_minutes=said["least_minutes"],
        )


class PlanForm(WhenForm, AboutForm):
    """A new event: what, when and where."""

    code = _code_field()

    def __init__(self, *args: Any, series: list[EventSeries], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"] = forms.ModelChoiceField(
            label=_("Series"),
            queryset=EventSeries.objects.filter(pk__in=[one.pk for one in series]).order_by("title"),
            to_field_name="code",
            required=False,
            empty_label=_("none: an event by itself"),
        )
        self.order_fields(
            [
                *("kind", "title", "code", "series", "on", "starts_at", "ends_at", "place", "link"),
                *("invited", "level", "organiser", "agenda", "capacity", "least_minutes"),
            ]
        )


class ChangeForm(AboutForm):
    """What of an event is said otherwise, the recording included."""

    recording = forms.URLField(
        label=gettext_lazy("Recording"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages=_LINK,
        help_text=gettext_lazy("The address where it can be watched."),
    )

    @property
    def changes(self) -> Changes:
        """The same with the recording."""
        return Changes(**super().changes, recording=self.cleaned_data["recording"])

    @staticmethod
    def initial_of(event: Event) -> dict[str, Any]:
        """What is said of the event now."""
        return {name: getattr(event, name) for name in ChangeForm.base_fields}


class SeriesForm(forms.Form):
    """A new series."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    title = _title_field()
    code = _code_field()
