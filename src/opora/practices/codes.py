"""What a work can be prepared for, and what it can be: codes that formulas name, and how they are called here.

Other codes may come with another programme; such a one is shown as it is written.
"""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OCCASIONS: Mapping[str, str | Promise] = {"festival": gettext_lazy("Festival of management practices")}
KINDS: Mapping[str, str | Promise] = {
    "experience": gettext_lazy("publication about experience"),
    "analysis": gettext_lazy("analytic materials"),
}
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def occasion(code: str) -> str:
    """What works with this code are prepared for."""
    return str(OCCASIONS.get(code, code))


def kind(code: str) -> str:
    """What works with this code are."""
    return str(KINDS.get(code, code))


def check(**codes: str) -> None:
    """ValidationError beside each field whose value is no code."""
    wrong = {
        name: [_("A code is small Latin letters, digits and hyphens.")] for name in codes if not is_code(codes[name])
    }
    if wrong:
        raise ValidationError(wrong)


def is_code(text: str) -> bool:
    """Whether a text can be a code of a formula."""
    return _CODE.fullmatch(text) is not None
