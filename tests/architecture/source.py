"""The source tree as the architecture tests see it."""

import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "opora"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, new ones included; what git ignores is not ours."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(listed.split("\0")) if name and (path := ROOT / name).is_file())


def files(*suffixes: str, under: str = "") -> Iterator[Path]:
    """Tracked files of some kinds, under a folder."""
    return (path for path in tracked() if path.suffix in suffixes and path.is_relative_to(ROOT / under))


def where(path: Path, line: int) -> str:
    """A place as people read it."""
    return f"{path.relative_to(ROOT)}:{line}"


@cache
def layers() -> tuple[frozenset[str], ...]:
    """The layers of the import contract, lowest first; siblings together."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return tuple(frozenset(name.strip() for name in line.split("|")) for line in reversed(contract["layers"]))


def may_use(app: str, other: str) -> bool:
    """Whether an app may refer to another: itself, or anything in a lower layer."""
    height = {name: at for at, names in enumerate(layers()) for name in names}
    return app == other or height[other] < height[app]


def app_of(path: Path) -> str:
    """The app that a file under src/opora belongs to ("" for the package itself)."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""
