"""`opora run` keeps a worker beside the server; `opora health` says when nobody works."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from urllib.error import URLError

import pytest

from opora.config import env
from tests.core.jobs import bases
from tests.core.jobs.bases import OPORA, Base


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Base:
    base = bases.migrated(tmp_path_factory.mktemp("run"), "run")
    base.environment["OPORA_DEBUG"] = "yes"  # static files need not be gathered
    return base


@pytest.fixture
def base(migrated: Base) -> Iterator[Base]:
    migrated.run(*OPORA, "flush", "--noinput", "--verbosity", "0")
    yield migrated
    migrated.stop_all()


def serve(base: Base, *arguments: str) -> "subprocess.Popen[bytes]":
    """A server that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [*OPORA, "run", "--port", port, "--workers", "1", *arguments]
    log = (base.home / "log").open("ab")
    server = subprocess.Popen(
        command, env=base.environment, cwd=env.SOURCE_TREE, stdout=log, stderr=log, start_new_session=True
    )
    base.started.append(server)

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=2) as answer:
                return answer.status == 200
        except (URLError, ConnectionError, TimeoutError):
            return False

    until(answers)
    return server


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.2)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_is_started_again_and_ends_with_the_server(base: Base) -> None:
    server = serve(base)
    until(lambda: len(base.workers()) == 1)
    (first,) = base.workers()
    os.kill(first, signal.SIGKILL)
    until(lambda: len(base.workers()) == 2)
    second = base.workers()[1]
    assert lives(second)
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)
    assert not lives(second)


def test_a_worker_ends_when_the_server_is_killed(base: Base) -> None:
    server = serve(base)
    until(lambda: len(base.workers()) == 1)
    (worker,) = base.workers()
    server.kill()
    server.wait()
    until(lambda: not lives(worker), seconds=40)


@pytest.mark.parametrize("way", ["argument", "variable"])
def test_the_worker_can_run_apart(base: Base, way: str) -> None:
    if way == "variable":
        base.environment["OPORA_WORKER"] = "0"
    serve(base, *(["--no-worker"] if way == "argument" else []))
    time.sleep(2)
    assert base.workers() == []
    base.environment.pop("OPORA_WORKER", None)


def test_health_is_an_exit_status(base: Base) -> None:
    def health() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*OPORA, "health"], env=base.environment, cwd=env.SOURCE_TREE, capture_output=True, text=True, check=False
        )

    still = health()
    assert (still.returncode, still.stdout) == (1, "")
    assert "opora worker" in still.stderr
    base.run(*OPORA, "worker", "--once")
    well = health()
    assert (well.returncode, well.stderr) == (0, "")
