"""Backups taken apart and put together again, with every checksum made right: what a careful forger would leave."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from opora.config.backup import archive

Row = list[Any]


def contents(path: Path) -> dict[str, bytes]:
    """Every part of a backup but its manifest."""
    with zipfile.ZipFile(path) as read:
        return {name: read.read(name) for name in read.namelist() if name != archive.MANIFEST}


def rows_of(path: Path, table: str) -> list[Row]:
    """The rows of a table, read without the code that wrote them."""
    with zipfile.ZipFile(path) as read:
        return [json.loads(line[9:]) for line in read.read(f"rows/{table}").splitlines()]


def manifest_of(path: Path) -> dict[str, Any]:
    """The manifest as plain values."""
    with zipfile.ZipFile(path) as read:
        found: dict[str, Any] = json.loads(read.read(archive.MANIFEST))
        return found


def forged(
    path: Path,
    target: Path,
    *,
    rows: dict[str, Callable[[list[Row]], list[Row]]] | None = None,
    says: Callable[[dict[str, Any]], None] = lambda _manifest: None,
) -> Path:
    """A copy with other rows in some tables and another manifest, whose sums and seal are right."""
    manifest, parts = manifest_of(path), contents(path)
    for table, change in (rows or {}).items():
        changed = change(rows_of(path, table))
        lines = b"".join(archive.line(json.dumps(row, ensure_ascii=False, separators=(",", ":"))) for row in changed)
        tally = archive.Tally()
        tally.add(lines)
        manifest["tables"][table] |= {"rows": len(changed), "sha256": tally.sha256}
        parts[f"rows/{table}"] = lines
    says(manifest)
    return assembled(target, parts, manifest)


def assembled(target: Path, parts: dict[str, bytes], manifest: dict[str, Any]) -> Path:
    """A sealed backup of these parts; their sums are taken as they are."""
    with archive.writing(target) as made:
        for name, content in parts.items():
            if name != archive.MARK:
                made.writestr(name, content, zipfile.ZIP_DEFLATED)
        made.writestr(archive.MANIFEST, json.dumps(manifest))
    return target


def flipped(path: Path, target: Path, at: int) -> Path:
    """A copy with one bit of one byte turned."""
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    target.write_bytes(content)
    return target


def middles(path: Path) -> Iterator[tuple[str, int]]:
    """Every part that is not empty, with the place of a byte in the middle of what it holds."""
    with zipfile.ZipFile(path) as read:
        starts = [*(info.header_offset for info in read.infolist()), read.start_dir]
        for info, following in zip(read.infolist(), starts[1:], strict=True):
            end = min(following, info.header_offset + 50 + len(info.filename) + info.compress_size)
            if info.file_size:
                yield info.filename, end - max(1, info.compress_size // 2)
