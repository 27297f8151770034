"""The region that is measured on: the demonstration at the end of its year, and what the wordbook adds to it."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from secrets import token_urlsafe
from typing import Protocol, cast

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from opora.demo import loading
from opora.demo.size import FULL, SMALL
from opora.demo.year import LAST_DAY
from opora.organisations.models import Region

SIZES = {"full": FULL, "small": SMALL}
DAY: dt.date = LAST_DAY
"""The day of all pages: the whole year has been lived."""

Counts = dict[str, dict[int | None, tuple[int, int, int, int]]]
"""By indicator and municipality (None: the region itself): met, missing, unknown, excluded."""


class Book(Protocol):
    """What `settings.BENCH` names: the facts of a full year, the words that read them, and the same counts in SQL."""

    def fill(self, times: int) -> None:
        """Write the facts, `times` the usual number."""

    def every_word(self) -> AbstractContextManager[None]:
        """Inside, the installation knows every word."""

    def reference(self, programme_id: int, as_of: dt.date) -> Counts:
        """The breakdown of indicators by municipality, counted by SQL over the tables."""

    def curators_todos(self, programme_id: int, as_of: dt.date) -> tuple[frozenset[str], dict[int, int]]:
        """Some indicators, and how many to-dos each curator has of them, counted by SQL over the tables."""


def book() -> Book | None:
    """The facts of this source tree; None in an installation that has none."""
    return cast(Book, import_module(settings.BENCH)) if settings.BENCH else None


@contextmanager
def every_word() -> Iterator[None]:
    """Every word of the language, where there is a book of them."""
    if found := book():
        with found.every_word():
            yield
    else:
        yield


def make(times: int, size: str, tell: Callable[[str], None]) -> None:
    """Migrate and fill this base, unless it holds the region already."""
    call_command("migrate", verbosity=0, interactive=False)
    if Region.objects.exists():
        tell(_("The region is there already."))
        return
    loading.load(on=DAY, password=token_urlsafe(24), size=SIZES[size])
    if found := book():
        found.fill(times)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that has lived for a while: reference SQL is not held back
    tell(_("The region is made."))


def key(times: int, size: str) -> str:
    """What a region that was kept hangs on: the code that made it, and its size."""
    found = hashlib.sha256(f"{times} {size} {settings.BENCH}".encode())
    folders = [Path(__file__).parents[2]]
    if settings.BENCH:
        folders.append(Path(str(import_module(settings.BENCH).__file__)).parent)
    for path in sorted(path for folder in folders for path in folder.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
