"""Reading an order in a process of its own: what strangers made may use little memory and time, and it may die."""

import logging
import multiprocessing
import resource
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from django.utils.translation import gettext as _

from opora.orders.errors import UnreadableOrder
from opora.orders.order import Order
from opora.orders.reading import Stage, read_order

MEMORY = 448 * 1024**2
"""Bytes of the process, those of the program included: with the process that waits for it half a gigabyte."""
SECONDS = 30
"""By the clock."""
log = logging.getLogger(__name__)
_FORK = multiprocessing.get_context("fork")  # it has the program loaded, and its language


def read_confined(source: Path | bytes, name: str | None = None, told: Callable[[Stage], None] | None = None) -> Order:
    """`read_order`, stopped after MEMORY or SECONDS. Raises UnreadableOrder; `told` hears each stage as it begins."""
    called = name or (source.name if isinstance(source, Path) else _("uploaded file"))
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_read, args=(theirs, source, name), daemon=True)
    process.start()
    theirs.close()
    try:
        return _answer(ours, called, told or (lambda _stage: None))
    finally:
        process.kill()
        process.join()
        ours.close()


def _answer(ours: Connection, name: str, told: Callable[[Stage], None]) -> Order:
    """What the other process says, until it has said the order."""
    while True:
        try:
            said = ours.recv()
        except EOFError:
            raise UnreadableOrder(name, _("reading it takes more memory or time than allowed")) from None
        if isinstance(said, UnreadableOrder):
            raise said
        if isinstance(said, Order):
            return said
        if isinstance(said, Stage):
            told(said)
        else:
            log.error("%s cannot be read: %s", name, said)
            raise UnreadableOrder(name, _("the file is damaged; open it in its program, save it anew and try again"))


def _read(theirs: Connection, source: Path | bytes, name: str | None) -> None:
    """In the other process, which ends without a word when its time is over or its memory used up."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        theirs.send(read_order(source, name, told=theirs.send))
    except UnreadableOrder as error:
        theirs.send(error)
    except MemoryError:
        return
    except Exception:  # noqa: BLE001 - whatever a reader stumbles over, the user gets one line and the log the rest
        theirs.send(traceback.format_exc())
