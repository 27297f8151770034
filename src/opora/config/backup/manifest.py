"""What a backup says of itself: by whom and when it was made, and what must be found in it."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from opora import __version__
from opora.config.backup.faults import Unusable

FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableSum:
    """One table: its columns in their order, the number of rows, the SHA-256 of its lines."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileSum:
    """One file of the files folder."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`seal` is the journal's last one ("" for none); `figures` is what `backup.figures.compute` gave.

    `lacking` names stored files whose content was lost before the backup was made.
    """

    made_at: dt.datetime
    opora: str
    migrations: tuple[str, ...]
    tables: Mapping[str, TableSum]
    files: Mapping[str, FileSum]
    seal: str
    figures: Mapping[str, Any]
    lacking: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def write(self) -> str:
        """The text of manifest.json."""
        values = {**dataclasses.asdict(self), "format": FORMAT, "made_at": self.made_at.isoformat()}
        return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Self:
        """What `write` wrote. ValueError, KeyError or TypeError for anything else; Unusable for another format."""
        values = json.loads(text)
        if (form := values.pop("format")) != FORMAT:
            told = {"form": form, "own": FORMAT}
            raise Unusable(_("the backup has format %(form)s, this Opora reads format %(own)d.") % told)
        values["made_at"] = dt.datetime.fromisoformat(values["made_at"])
        values["migrations"] = tuple(values["migrations"])
        values["lacking"] = tuple(values.get("lacking", ()))
        values["tables"] = {
            name: TableSum(tuple(table["columns"]), table["rows"], table["sha256"])
            for name, table in values["tables"].items()
        }
        values["files"] = {name: FileSum(**file) for name, file in values["files"].items()}
        return cls(**values)

    def refuse_other_migrations(self) -> None:
        """Unusable, with the names, when the database was built by other migrations than the backup's."""
        here, there = set(migrations()), set(self.migrations)
        parts = []
        if newer := sorted(there - here):
            parts.append(_("only in the backup: %(names)s") % {"names": ", ".join(newer)})
        if older := sorted(here - there):
            parts.append(_("only here: %(names)s") % {"names": ", ".join(older)})
        if parts:
            told = {"version": self.opora, "own": __version__, "parts": "; ".join(parts)}
            message = _("the backup of Opora %(version)s has other migrations than this one, %(own)s: %(parts)s.")
            raise Unusable(message % told)


def migrations() -> tuple[str, ...]:
    """The migrations this database has."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))
