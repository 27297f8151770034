"""The drill of `opora doctor`: a backup is restored into a scratch base of another process and held against itself."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from opora import __version__
from opora.config.backup import figures, restoring, rows, verifying
from opora.config.backup.faults import Unusable
from opora.config.backup.manifest import Manifest
from opora.core import journal
from opora.core.files import sweeping
from opora.core.models import StoredFile

SHOWN = 20
"""So many differing figures are told; the rest are counted."""


def elsewhere(path: Path, seal: str) -> int:
    """Run `opora doctor --scratch` on an own embedded base in a folder that goes away; its exit status.

    Damaged and Unusable at once, before a base is made.
    """
    with verifying.opened(path):
        pass
    with tempfile.TemporaryDirectory(prefix="opora-doctor-") as home:
        environment = {
            **os.environ,
            "OPORA_HOME": home,
            "DATABASE_URL": "",
            "OPORA_LANGUAGE": translation.get_language() or "ru",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        command = [
            sys.executable,
            "-m",
            "opora.config.cli",
            "doctor",
            str(path.absolute()),
            f"--seal={seal}",
            "--scratch",
        ]
        return subprocess.run(command, env=environment, check=False).returncode


def examine(path: Path, seal: str, tell: Callable[[str], None]) -> list[str]:
    """Restore into this base, which must be new, and give every place that differs; Damaged, Unusable as `restore`.

    `seal`: one kept elsewhere, which the journal must contain ("": the last one of the backup itself).
    """
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        raise Unusable(_("--scratch is for an embedded database that does not exist yet."))
    call_command("migrate", verbosity=0, interactive=False)
    manifest = restoring.restore(path)
    tell(_about(manifest))
    tell(_("Every checksum is right."))
    faults = list(islice(other_rows(path), SHOWN))
    tell(_("Restored into a scratch database: some rows differ.") if faults else _("Restored: every row is the same."))
    faults += _files(tell)
    faults += _journal(seal or manifest.seal, tell)
    faults += _figures(manifest, tell)
    return faults


def _about(manifest: Manifest) -> str:
    told = {
        "moment": timezone.localtime(manifest.made_at).strftime("%d.%m.%Y %H:%M"),
        "version": manifest.opora,
        "rows": manifest.rows,
        "tables": len(manifest.tables),
        "files": len(manifest.files),
    }
    line = _("Backup of %(moment)s, Opora %(version)s; tables: %(tables)d, rows: %(rows)d, files: %(files)d.") % told
    if manifest.opora == __version__:
        return line
    return line + " " + _("This is Opora %(version)s.") % {"version": __version__}


def other_rows(path: Path) -> Iterator[str]:
    """Rows that came out of the base otherwise than they went in."""
    with verifying.opened(path) as (read, manifest):
        for name in manifest.tables:
            yield from _other_rows_of(read, name)


def _other_rows_of(read: zipfile.ZipFile, name: str) -> Iterator[str]:
    table = rows.tables()[name]
    at, waiting, count = rows.key_at(table), verifying.values(read, name), 0
    while batch := list(islice(waiting, rows.BATCH)):
        count += len(batch)
        keys = [row[at] for row in batch]
        there = {str(key): text for key, text in rows.read(table, keys)}
        for key, row in zip(keys, batch, strict=True):
            if there.get(str(key)) != rows.written(row):
                yield _("table %(table)s, row %(key)s: it differs after restoring") % {"table": name, "key": key}
    if (held := table._base_manager.count()) != count:
        told = {"table": name, "held": held, "count": count}
        yield _("table %(table)s: %(count)d rows in the backup, %(held)d after restoring") % told


def _files(tell: Callable[[str], None]) -> list[str]:
    """Every stored file that a row speaks of, read from the folder it was restored into."""
    found = sweeping.look()
    broken = {*found.missing, *found.damaged}
    stored = StoredFile.objects.filter(sha256__in=broken).order_by("pk")
    if not broken:
        tell(_("Stored files: %(count)d contents are there and whole.") % {"count": found.checked})
    return [
        _("file %(pk)d “%(name)s”: its content is missing or damaged") % {"pk": one.pk, "name": one.name}
        for one in stored
    ]


def _journal(seal: str, tell: Callable[[str], None]) -> list[str]:
    verdict = journal.verify(expected_seal=seal)
    if verdict.fault:
        return [journal.explain(verdict.fault)]
    counts = {"sealed": verdict.sealed, "unsealed": verdict.unsealed}
    tell(_("The journal is whole: %(sealed)d sealed, %(unsealed)d not sealed yet.") % counts)
    return []


def _figures(manifest: Manifest, tell: Callable[[str], None]) -> list[str]:
    found = list(figures.differences(manifest.figures, figures.compute(manifest.made_at)))
    if len(found) > SHOWN:
        return [*found[:SHOWN], _("… and %(count)d figures more") % {"count": len(found) - SHOWN}]
    if not found:
        days = [len(keys) for by_day in manifest.figures.values() for keys in by_day.values()]
        told = {"programmes": len(manifest.figures), "count": sum(days)}
        tell(_("Recomputed: %(count)d figures of %(programmes)d programmes are the same.") % told)
    return found
