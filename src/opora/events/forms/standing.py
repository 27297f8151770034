"""What is asked when an event is moved, held, called off, closed, opened again, or something of it is taken back."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.core.forms import DayField
from opora.events.forms.planning import WhenForm


class MoveForm(WhenForm):
    """The new day, hours and place, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is moved"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why the event is moved.")},
    )

    field_order = ["on", "starts_at", "ends_at", "place", "link", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)


class DayForm(forms.Form):
    """A day that has come."""

    def __init__(self, *args: Any, latest: dt.date, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(label=label or str(_("Day")), latest=latest)


class CallOffForm(DayForm):
    """Why an event is called off, and the day it was decided."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is called off"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why the event is called off.")},
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say why it is taken back.")},
    )
