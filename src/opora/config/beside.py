"""The worker that `opora run` has beside it: started with the server, started again when it dies, stopped with it.

A process of its own keeps it, `python -m opora.config.beside`: the server forks its processes, and a fork amid threads
that start others would hang them. It needs nothing but Python, so it is small.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 2.0
"""Seconds before a worker that died is started again."""
LOOK = 0.5
"""Seconds between two looks whether all are there."""
PATIENCE = 15.0
"""Seconds a worker has to hand its job back before it is killed; the job is then taken over later."""


@contextmanager
def worker() -> Iterator[None]:
    """Keep a worker alive as long as this lasts. It ends by itself when this process is killed."""
    # A group of its own: Ctrl+C reaches the server, which then stops the worker in its turn.
    keeper = subprocess.Popen([sys.executable, "-m", "opora.config.beside"], start_new_session=True)
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()


def keep() -> None:
    """Until SIGTERM, or until whoever started this process is gone."""
    over, parent = threading.Event(), os.getppid()
    signal.signal(signal.SIGTERM, lambda *_signal: over.set())
    child = _start()
    while not over.wait(LOOK) and os.getppid() == parent:
        if child.poll() is not None:
            sys.stderr.write(f"The worker ended with status {child.returncode} and is started again.\n")
            over.wait(PAUSE)
            child = _start()
    child.terminate()
    try:
        child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "opora.config.cli", "worker", "--beside", str(os.getpid())])


if __name__ == "__main__":
    keep()
