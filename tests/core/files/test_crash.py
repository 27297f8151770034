"""kill -9 while files are stored and removed: what was acknowledged is there and whole, nothing is doubled or half."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from opora.config import env
from tests.core.files.upload_loop import POINTS

ROUNDS = 14
"""Killed at any moment; each of the points is a round more."""

Run = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Starts a process of its own on a base of its own: SQLite in a folder, or that of the server."""
    home = tmp_path_factory.mktemp("crash")
    environment = {
        **os.environ,
        "OPORA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "opora.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }

    def start(*words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", *words]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=env.SOURCE_TREE)

    assert start("opora.config.cli", "migrate", "--verbosity", "0").wait(timeout=300) == 0
    start.home = home  # type: ignore[attr-defined] # where its files lie
    return start


def output(process: "subprocess.Popen[str]") -> str:
    told, _nothing = process.communicate(timeout=120)
    return told


def test_nothing_acknowledged_is_lost_and_nothing_is_half(run: Run) -> None:
    home: Path = run.home  # type: ignore[attr-defined] # see above
    chance = random.Random(4)  # noqa: S311 - repeatable
    acknowledged: dict[int, str] = {}
    going: set[int] = set()
    for seed in range(ROUNDS + len(POINTS)):
        point = POINTS[seed - ROUNDS] if seed >= ROUNDS else ""
        process = run("tests.core.files.upload_loop", "work", str(seed), *filter(None, [point]))
        if not point:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.4))
            process.kill()
        else:
            first = ""
        told = first + output(process)
        assert process.returncode == -signal.SIGKILL, point
        whole = told[: told.rfind("\n") + 1].splitlines()
        for sign, key, *rest in map(str.split, whole):
            if sign == "+":
                acknowledged[int(key)] = rest[0]
            else:
                going.add(int(key))
        rows = json.loads(output(run("tests.core.files.upload_loop", "rows")))
        _hold(home, rows, acknowledged, going)
    assert len(acknowledged) > 60
    _sweep(run, home, rows)


def _hold(home: Path, rows: list[list[object]], acknowledged: dict[int, str], going: set[int]) -> None:
    """A recount by hand: rows against acknowledgements, and every row against the bytes on the disk."""
    there = {row[0]: row[1] for row in rows}
    for key, sha256 in acknowledged.items():
        if key not in going:
            assert there[key] == sha256, key
    stems = Counter((row[3], row[4]) for row in rows)
    assert [one for one, count in stems.items() if count > 1] == []
    for _key, sha256, size, _name, _of in rows:
        content = (home / "files" / str(sha256)[:2] / str(sha256)[2:]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)


def _sweep(run: Run, home: Path, rows: list[list[object]]) -> None:
    """What the killed left behind goes, what rows speak of stays."""
    drafts = home / "files" / ".drafts"
    for path in drafts.iterdir():
        os.utime(path, (0, 0))
    found = json.loads(output(run("opora.config.cli", "files", "sweep", "--remove", "--json")))
    assert (found["missing"], found["damaged"]) == ([], [])
    assert found["removed"] == len(found["orphaned"]) + len(found["drafts"])
    assert found["drafts"]  # somebody was killed in the middle
    kept = {path.parent.name + path.name for path in (home / "files").glob("??/*")}
    assert kept == {row[1] for row in rows}
    assert list(drafts.iterdir()) == []
