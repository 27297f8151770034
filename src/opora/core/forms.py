"""What forms of every app have in common: a field for a day, and where a refusal of an action is shown."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opora.core.moments import check_by

WRITTEN = ["%Y-%m-%d", "%d.%m.%Y"]
"""Days as the field of a browser sends them, and as they are typed."""


class DayField(forms.DateField):
    """A day, `latest` at the latest; in a browser that knows no such field it is typed."""

    def __init__(
        self, *, label: str, latest: dt.date | None = None, required: bool = True, help_text: str = ""
    ) -> None:
        attributes = {"type": "date", **({"max": latest.isoformat()} if latest else {})}
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=WRITTEN,
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes),
            validators=[partial(check_by, latest=latest)] if latest else [],
            error_messages={"invalid": _("There is no such day. Write it like this: 25.02.2022.")},
        )


def refused(form: forms.BaseForm, error: ValidationError, *, beside: Mapping[str, str] | None = None) -> None:
    """Put what an action refused beside the fields it speaks of, and the rest above the form.

    `beside` names the field that stands for one of the action's where the form has another name for it.
    """
    faults = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, errors in faults.items():
        field = (beside or {}).get(name, name) if name else None
        form.add_error(field if field in form.fields else None, [ValidationError(list(errors))])
