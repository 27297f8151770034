"""The rules of reminders, as a region sets them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from opora.core import numbers
from opora.inbox import settings
from opora.programmes.models import RegionSetting
from opora.programmes.region_settings import Setting

MOST = 366
"""Days that a rule may speak of."""


class RulesForm(forms.Form):
    """All rules with the values in force; each says whether it is the region's own or our default."""

    def __init__(self, data: Any = None, *, own: Mapping[str, RegionSetting]) -> None:
        super().__init__(data, initial={one.key: _value(one, own) for one in settings.ALL})
        for one in settings.ALL:
            self.fields[one.key] = _field(one, _origin(one, own))


def _value(one: Setting[Any], own: Mapping[str, RegionSetting]) -> Any:
    return own[one.key].value if one.key in own else one.default


def _origin(one: Setting[Any], own: Mapping[str, RegionSetting]) -> str:
    if one.key in own:
        return _("Set by the region on %(day)s.") % {"day": numbers.day(own[one.key].occurred_on)}
    return _("Our default.")


def _field(one: Setting[Any], origin: str) -> forms.Field:
    if isinstance(one.default, bool):
        return forms.BooleanField(label=str(one.label), help_text=origin, required=False)
    least, most = one.least or 0, one.most or MOST
    bounds = _("Write a number from %(least)d to %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(
        label=str(one.label),
        help_text=origin,
        widget=forms.NumberInput(attrs={"min": least, "max": most}),
        validators=[MinValueValidator(least, bounds), MaxValueValidator(most, bounds)],
        error_messages={
            "invalid": _("Write a whole number, such as %(number)d.") % {"number": one.default},
            "required": _("Write a number, such as %(number)d.") % {"number": one.default},
        },
    )
