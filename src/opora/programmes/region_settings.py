"""What a region can set, with types and defaults. An app above registers a setting by defining it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

V = TypeVar("V", bound=bool | int | str)


class Setting(Generic[V]):
    """One known setting. Its default is ours and is shown as such until the region records a value of its own."""

    known: ClassVar[dict[str, "Setting[Any]"]] = {}

    def __init__(
        self, key: str, *, default: V, label: str | Promise, least: int | None = None, most: int | None = None
    ) -> None:
        """Registers the key; the type is that of the default. `least` and `most` bound a whole number."""
        if key in self.known:
            raise ValueError(f"The setting {key!r} is defined twice")
        self.key, self.default, self.label = key, default, label
        self.least, self.most = least, most
        self.known[key] = self

    def check(self, value: object) -> V:
        """The value, when it is of this setting's type and within its bounds; ValidationError otherwise."""
        if type(value) is not type(self.default):
            message = _("“%(key)s” takes a value such as %(default)r, not %(value)r.")
            raise ValidationError(message % {"key": self.key, "default": self.default, "value": value})
        if self.least is not None and isinstance(value, int) and value < self.least:
            raise ValidationError(_("“%(key)s” is %(least)d or more.") % {"key": self.key, "least": self.least})
        if self.most is not None and isinstance(value, int) and value > self.most:
            raise ValidationError(_("“%(key)s” is %(most)d or less.") % {"key": self.key, "most": self.most})
        return value


def setting(key: str) -> Setting[Any]:
    """A known setting; ValidationError lists the known ones for any other key."""
    if key not in Setting.known:
        known = ", ".join(sorted(Setting.known))
        raise ValidationError(_("There is no setting “%(key)s”. Known: %(known)s.") % {"key": key, "known": known})
    return Setting.known[key]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a region on a day: its own values over the defaults."""

    own: Mapping[str, Any]

    def get(self, of: Setting[V]) -> V:
        """The value in force."""
        value: V = self.own.get(of.key, of.default)
        return value


AT_RISK_DAYS = Setting(
    "at_risk_days",
    default=7,
    least=0,
    label=gettext_lazy("Days before a deadline from which an action that is not executed is at risk"),
)
SMALLEST_GROUP = Setting(
    "smallest_group",
    default=5,
    least=5,
    label=gettext_lazy("Smallest group of anonymous answers that is shown"),
)
CURATOR_LOAD = Setting(
    "curator_load",
    default=5,
    least=1,
    label=gettext_lazy("Most schools of the programme that one curator should have"),
)
