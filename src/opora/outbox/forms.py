"""When a draft may go."""

from django import forms
from django.utils.translation import gettext_lazy as _

WRITTEN = ["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"]
"""Moments as the field of a browser sends them, and as they are typed."""


class NotBeforeForm(forms.Form):
    """Day and time in the time zone of the region; empty: as soon as it is approved."""

    not_before = forms.DateTimeField(
        label=_("Send not before"),
        required=False,
        help_text=_("Day and time of the region. Empty: as soon as it is approved, outside quiet hours."),
        input_formats=WRITTEN,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("There is no such moment. Write it like this: 25.02.2022 10:00.")},
    )
