"""Names of files as they may be kept: what people see in them is what they are."""

import re
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files.kinds import Kind, of_suffix
from opora.core.files.texts import clean

LONGEST = 120
_REFUSED = re.compile(r'[/\\:*?"<>|]+')


def cleaned(given: str) -> str:
    """A name without its folder and without signs that no name may hold or nobody sees; "" when nothing is left."""
    last = re.split(r"[/\\]", clean(given))[-1]
    return _REFUSED.sub("_", last).strip(". ")


def suited(given: str, kind: Kind) -> str:
    """The name for a file of a kind: its suffix is one of the kind's, so that the right program opens it.

    A suffix of the same family is put right (a PNG called .jpg); ValidationError when the name says something else
    altogether: whoever called a workbook .pdf should look again at what they chose.
    """
    name = cleaned(given)
    path = PurePosixPath(name)
    told = of_suffix(path.suffix)
    if told is None:
        stem, suffix = name, kind.suffix
    elif told.family is kind.family:
        stem, suffix = path.stem, path.suffix if told is kind else kind.suffix
    else:
        words = {"suffix": path.suffix, "kind": kind.label}
        message = _("The name ends in %(suffix)s, but the file is: %(kind)s. Choose the right file or rename it.")
        raise ValidationError(message % words, code="name")
    stem = stem[: LONGEST - len(suffix)].rstrip(". ") or _("file")
    return stem + suffix
