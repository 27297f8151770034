"""What is decided under control, and an act that moves a deadline."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opora.core.forms import DayField
from opora.core.periods import Period, Precision


class SayingForm(forms.Form):
    """A note or a decision, and its day."""

    text = forms.CharField(
        label=_("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is decided or how it goes.")},
    )

    def __init__(self, *args: Any, latest: dt.date, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=str(_("Day")), latest=latest)
        if label:
            self.fields["text"].label = label


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, error_messages={"required": _("Say why the record is taken back.")}
    )


class DeadlineForm(forms.Form):
    """The days of an action anew, the act they rest on, and its day. One row of days more than there are now.

    An untouched row stays what it is, April stays April; days put in stand for themselves.
    """

    basis = forms.CharField(
        label=_("Act that moves the deadline"),
        help_text=_("Kind, number and date: order No. 310 of 14.04.2022"),
        max_length=300,
        error_messages={"required": _("Name the act that moves the deadline: kind, number, date.")},
    )

    def __init__(self, *args: Any, periods: Sequence[Period], latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=str(_("Day of the act")), latest=latest)
        self._before = [period for period in periods if period.precision is not Precision.OPEN]
        self._rows = [*self._before, None]
        for n, period in enumerate(self._rows):
            first, last = (
                DayField(label=str(_("First day")), required=False),
                DayField(label=str(_("Last day")), required=False),
            )
            first.initial, last.initial = (period.start, period.end) if period else (None, None)
            self.fields[f"start_{n}"], self.fields[f"end_{n}"] = first, last

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """First and last day of each period."""
        return [(self[f"start_{n}"], self[f"end_{n}"]) for n in range(len(self._rows))]

    def clean(self) -> dict[str, Any]:
        """Puts the `periods` among the cleaned values."""
        found = []
        for n, before in enumerate(self._rows):
            start, end = self.cleaned_data.get(f"start_{n}"), self.cleaned_data.get(f"end_{n}")
            if start and end and start > end:
                self.add_error(f"end_{n}", ValidationError(_("The last day lies before the first one.")))
            elif start or end:
                found.append(_period(start, end, before))
        self.cleaned_data["periods"] = tuple(found)
        return self.cleaned_data


def _period(start: dt.date | None, end: dt.date | None, before: Period | None) -> Period:
    """The period in force where its days stay, else the days themselves with what else the order says of them."""
    if before and (start, end) == (before.start, before.end):
        return before
    recurring, by_plan = (before.recurring, before.by_plan) if before else (None, False)
    return Period(start, end, Precision.DAY, recurring, by_plan)


class MeetingForm(forms.Form):
    """The day of a meeting and what it was."""

    text = forms.CharField(
        label=_("What it was"),
        max_length=1000,
        required=False,
        help_text=_("May stay empty; for example, the collegium."),
    )

    def __init__(self, *args: Any, latest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=str(_("Day of the meeting")), latest=latest)
        self.order_fields(["on", "text"])
