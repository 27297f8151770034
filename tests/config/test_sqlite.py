"""Russian text is found in any case on SQLite too, and %, _ and \\ are only what the asker means."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from opora.config import settings as configured
from opora.config.sqlite import like


@pytest.mark.parametrize(
    ("pattern", "value", "escape", "expected"),
    [
        ("%школа%", "Городская ШКОЛА № 3", "", True),
        ("ёлка", "ЁЛКА", "", True),
        ("_кола", "Школа", "", True),
        ("_кола", "Новая школа", "", False),
        (r"100\%", "100%", "\\", True),
        (r"100\%", "1000", "\\", False),
        (r"а\_б", "а_б", "\\", True),
        (r"а\_б", "авб", "\\", False),
        (r"а\\б", "а\\б", "\\", True),
        ("a.c", "abc", "", False),
        ("а%б", "а\nб", "", True),
        ("1", 1, "", True),
    ],
)
def test_like(pattern: str, value: object, escape: str, *, expected: bool) -> None:
    assert like(pattern, value, escape) is expected


@pytest.mark.parametrize(("pattern", "value"), [(None, "а"), ("а", None)])
def test_null_is_neither_like_nor_unlike(pattern: str | None, value: str | None) -> None:
    assert like(pattern, value, "\\") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lookup", "found"),
    [
        ({"model__icontains": "ЁЛКА 100%"}, True),
        ({"model__icontains": "ёлка 100_"}, False),
        ({"model__istartswith": "новая ЁЛ"}, True),
        ({"model__iexact": "новая ёлка 100%"}, True),
        ({"model__iexact": "ёлка"}, False),
    ],
)
def test_lookups(lookup: dict[str, str], *, found: bool) -> None:
    ContentType.objects.create(app_label="tests", model="Новая Ёлка 100%")
    assert ContentType.objects.filter(app_label="tests", **lookup).exists() is found


@pytest.mark.django_db
def test_upper_and_lower() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select upper('ёлка'), lower('ЁЛКА')")
        assert cursor.fetchone() == ("ЁЛКА", "ёлка")


@pytest.mark.django_db
def test_what_is_acknowledged_is_on_the_disk_and_writers_wait_at_the_door(tmp_path: Path) -> None:
    kept = {**configured.SQLITE, "NAME": tmp_path / "opora.sqlite3"}
    hasty = {**kept, "OPTIONS": {**configured.SQLITE["OPTIONS"], "timeout": 0}}
    handler = ConnectionHandler({"default": kept, "second": hasty})
    with handler["default"].cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    first, second = handler["default"], handler["second"]
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)  # as atomic() begins
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.close()
    second.close()
