"""A database of its own for a test, and processes that work on it."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from opora.config import env

OPORA = [sys.executable, "-m", "opora.config.cli"]
WORK = [sys.executable, "-m", "tests.core.jobs.work"]


class Base:
    """A database of its own, and the processes that work on it."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        tree = f"{env.SOURCE_TREE / 'src'}{os.pathsep}{env.SOURCE_TREE}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "DJANGO_"))}
        self.environment = {**kept, "OPORA_HOME": str(home), "DATABASE_URL": database, "PYTHONPATH": tree}
        self.started: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment, cwd=env.SOURCE_TREE, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, name: str, *sets: dict[str, Any]) -> None:
        self.run(*WORK, "start", name, *map(json.dumps, sets))

    def worker(self, *arguments: str, **variables: str) -> "subprocess.Popen[bytes]":
        log = (self.home / "log").open("ab")
        self.started.append(
            subprocess.Popen(
                [*WORK, *arguments],
                env={**self.environment, **variables},
                cwd=env.SOURCE_TREE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )
        return self.started[-1]

    def report(self) -> tuple[list[dict[str, Any]], list[str]]:
        told = json.loads(self.run(*WORK, "report"))
        return told["jobs"], told["keys"]

    def marks(self, prefix: str = "mark-") -> list[str]:
        return [key for key in self.report()[1] if key.startswith(prefix)]

    def until(self, state: str, *, seconds: int = 60) -> list[dict[str, Any]]:
        """The jobs, once all are in a state."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            jobs = self.report()[0]
            if {job["state"] for job in jobs} == {state}:
                return jobs
        raise AssertionError(f"{jobs}\n{(self.home / 'log').read_text('utf-8')[-3000:]}")

    def workers(self) -> list[int]:
        """The processes of all workers there were, the newest last."""
        return [int(key.split("-")[-2]) for key in json.loads(self.run(*WORK, "report"))["workers"]]

    def stop_all(self) -> None:
        """Kill what the test has left running."""
        for process in self.started:
            with suppress(ProcessLookupError):  # the group outlives its leader: a server's processes do
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.started.clear()


def migrated(home: Path, name: str) -> Base:
    """A base beside that of the tests, with all tables."""
    database = os.environ.get("DATABASE_URL", "")
    if database:
        name = f"opora_{name}_{os.getpid()}"
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        database = urlsplit(database)._replace(path=f"/{name}").geturl()
    base = Base(home, database)
    base.run(*OPORA, "migrate", "--verbosity", "0")
    return base
