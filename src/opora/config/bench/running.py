"""One process for each database and volume: a base of its own, outside `OPORA_HOME`, that nobody else knows of."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from glob import glob
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from opora.config.bench import measuring, region
from opora.config.bench.verdicts import Measured

SQLITE, POSTGRESQL = "sqlite", "postgresql"
WITH_POSTGRESQL = settings.BASE_DIR / "scripts" / "with-postgresql"
SUITE = settings.BASE_DIR / "tests" / "settings.py"
"""The settings that know every word; they are in a source tree only."""


def databases() -> list[str]:
    """SQLite, and PostgreSQL where a server can be started for the time of the measuring."""
    found = shutil.which("initdb") or glob("/usr/lib/postgresql/*/bin/initdb")  # noqa: PTH207 - one pattern, no folder
    return [SQLITE, POSTGRESQL] if found and WITH_POSTGRESQL.exists() else [SQLITE]


def has_every_word() -> bool:
    """Whether this is a source tree, with facts for every row of the roadmap."""
    return SUITE.exists()


def elsewhere(database: str, times: int, *, size: str, requests: int, keep: Path | None) -> Measured:
    """Make the region in a process of its own and measure it there; its lines are printed as they come.

    `keep`: a folder for regions on SQLite, found again by another run with the same code. RuntimeError when the
    process fails; it has said why.
    """
    with tempfile.TemporaryDirectory(prefix="opora-bench-") as scratch:
        home, answer = Path(scratch) / "home", Path(scratch) / "answer.json"
        if keep and database == SQLITE:
            home = keep.absolute() / f"{times}-{size}"
            home.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "opora.config.cli", "bench", "--scratch", str(answer)]
        command += ["--times", str(times), "--size", size, "--requests", str(requests)]
        if database == POSTGRESQL:
            command.insert(0, str(WITH_POSTGRESQL))
        if subprocess.run(command, env=_environment(home), check=False).returncode:
            raise RuntimeError(_("measuring on %(database)s failed.") % {"database": database})
        return Measured.read(json.loads(answer.read_text("utf-8")))


def _environment(home: Path) -> dict[str, str]:
    module = "tests.settings" if has_every_word() else os.environ["DJANGO_SETTINGS_MODULE"]
    return {
        **os.environ,
        "OPORA_HOME": str(home),
        "DATABASE_URL": "",
        "OPORA_PRODUCTION": "",
        "OPORA_DEBUG": "",
        "OPORA_LOG_LEVEL": "ERROR",
        "OPORA_LANGUAGE": translation.get_language() or "ru",
        "DJANGO_SETTINGS_MODULE": module,
        "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(settings.BASE_DIR)]),
    }


def here(times: int, *, size: str, requests: int, tell: Callable[[str], None]) -> Measured:
    """The other end: make the region in this base and measure it."""
    _forget_other_code(region.key(times, size))
    region.make(times, size, tell)
    return measuring.measure(times, requests, tell)


def _forget_other_code(key: str) -> None:
    """A kept region that other code made is made anew."""
    mark = settings.HOME / "made-by"
    if mark.exists() and mark.read_text("utf-8") == key:
        return
    for path in _base_files():
        path.unlink()
    mark.write_text(key, "utf-8")


def _base_files() -> Iterator[Path]:
    return settings.HOME.glob("opora.sqlite3*")
