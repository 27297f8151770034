"""PDF: opened in a process of its own, refused with a word on what is in it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files import kinds
from opora.core.files.confined import PAGES
from opora.core.files.facts import Facts

SECONDS = 30
"""By the clock, for one file or one page."""


class Failed(Exception):
    """The confined process did not come to an end, or to none that is good."""


def check(path: Path) -> Facts:
    """What a PDF is; ValidationError when it is damaged, locked, or does more than being read."""
    try:
        found = confined("inspect", str(path))
    except Failed:
        found = {"refused": "damaged"}
    if code := found.get("refused"):
        raise ValidationError(refusal(code), code=code)
    return Facts(kinds.PDF, pages=found["pages"])


def confined(*arguments: str) -> dict[str, Any]:
    """Run `opora.core.files.confined`; Failed when it takes too long, too much, or falls over the file."""
    command = [sys.executable, "-m", "opora.core.files.confined", *arguments]
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=True)
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise Failed(str(error)) from error
    return answer


def refusal(code: str) -> str:
    """What is wrong with a PDF and how it is right."""
    remedy = _("Print it into a new PDF (“Save as PDF”) and choose that one.")
    told = {
        "damaged": _("The PDF is damaged or incomplete."),
        "locked": _("The PDF is protected with a password."),
        "empty": _("The PDF has no page."),
        "many": _("The PDF has more than %(pages)d pages: divide it.") % {"pages": PAGES},
        "script": _("The PDF holds a script (JavaScript)."),
        "launch": _("The PDF starts another program."),
        "embedded": _("The PDF has other files attached inside it."),
        "forms": _("The PDF is a form of the XFA kind, which holds programs."),
        "media": _("The PDF plays media, sends data or opens other files by itself."),
    }[code]
    return told if code == "many" else f"{told} {remedy}"
