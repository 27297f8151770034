"""A program of the operator's that looks at each file before it is kept (OPORA_ANTIVIRUS)."""

import logging
import shlex
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)
SECONDS = 60
_CLEAN, _INFECTED = 0, 1


def check(path: Path) -> None:
    """ValidationError unless the program says that the file is clean; nothing when none is set.

    It is given the path as its last argument and answers by its exit status, as clamdscan does: 0 clean, 1 infected.
    Anything else means that it could not be checked, and what could not be checked is not kept.
    """
    if not settings.ANTIVIRUS:
        return
    try:
        done = subprocess.run([*command(), str(path)], capture_output=True, timeout=SECONDS, check=False)
        status = done.returncode
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        logger.error("antivirus: %s", error)  # noqa: TRY400 - the message says it, a traceback would add nothing
        status = None
    if status == _INFECTED:
        raise ValidationError(_("The antivirus found something harmful in the file. It was not kept."), code="infected")
    if status != _CLEAN:
        logger.error("antivirus: exit status %s", status)
        message = _(
            "The file could not be checked for viruses, so it was not kept. Try again later or tell the operator."
        )
        raise ValidationError(message, code="unchecked")


def command() -> list[str]:
    """The words of the setting; ValueError when its quotation marks do not close."""
    return shlex.split(settings.ANTIVIRUS)


def runnable() -> bool:
    """Whether the program is there; True when none is set."""
    try:
        words = command()
    except ValueError:
        return False
    return not words or shutil.which(words[0]) is not None
