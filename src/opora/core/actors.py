"""Who acts or looks. Actions take `by=Actor`, every `visible_to` takes an actor; apps below accounts know no users."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Scope(StrEnum):
    """How far a grant of permissions.yaml reaches: the whole region, or what the actor's appointments cover."""

    REGION = "region"
    OWN = "own"


@dataclass(frozen=True)
class Actor:
    """A person in one capacity (or the system), with the reach of that capacity.

    `key` goes into records and the journal and holds no personal data ("user:17", "system"); `label` is for pages only.
    `grants` maps (object, verb) to a scope; accounts fills it from permissions.yaml.
    """

    key: str
    label: str = ""
    role: str = ""
    region_id: int | None = None
    municipality_ids: frozenset[int] = frozenset()
    school_ids: frozenset[int] = frozenset()
    grants: Mapping[tuple[str, str], Scope] = field(default_factory=dict)
    everything: bool = False

    def scope(self, thing: str, verb: str = "read") -> Scope | None:
        """How far the actor may `verb` a `thing`; None when not at all."""
        if self.everything:
            return Scope.REGION
        return self.grants.get((thing, verb))


SYSTEM = Actor(key="system", label="", role="system", everything=True)

Naming = Callable[[Iterable[str]], Mapping[str, str]]
_naming: list[Naming] = []


def lend_names(find: Naming) -> None:
    """Say how the people behind keys are called: the app that knows people lends it, from `AppConfig.ready`."""
    _naming[:] = [find]


def names_of(keys: Iterable[str]) -> Mapping[str, str]:
    """Short names by keys, for pages; whoever is no person is left out. One query at most."""
    return _naming[0](keys) if _naming else {}
