"""Who may see a file: the app that owns the object it belongs to says so. What no app owns nobody sees."""

from collections.abc import Callable

from opora.core.actors import Actor

Door = Callable[[Actor, str], bool]
"""Whether an actor may see the object with this key, through the `visible_to` of its app."""

_DOORS: dict[str, Door] = {}


def register(kind: str, door: Door) -> None:
    """Say who may see files of objects of a kind ("visit" for "visit:17"). Called from `AppConfig.ready`."""
    _DOORS[kind] = door


def may_see(actor: Actor, of: str) -> bool:
    """Whether the actor may see files of this object."""
    door = _DOORS.get(of.partition(":")[0])
    return door is not None and door(actor, of)
