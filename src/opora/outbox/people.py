"""Who writes and to whom, as data: this app knows addresses and words, and no users."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Office:
    """Whose mailing it is. `of` is the key of the region; `invented`: a demonstration, whose mail is never sent."""

    of: str
    time_zone: str
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to write to. `key` such as "user:5"; `left_out` is a code of `reasons` when there is nothing to send.

    `address` and `phone` ("+7…") may be "". `fields` are what a text may say beside name, post and place.
    """

    key: str
    name: str
    address: str = ""
    phone: str = ""
    language: str = "ru"
    post: str = ""
    place: str = ""
    greeting: str = ""
    """How a letter calls them: given name and patronymic; the name when it is ""."""
    left_out: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def each_once(recipients: Iterable[Recipient]) -> list[Recipient]:
    """The same person once, in the order of the first mention, with all posts and places named."""
    found: dict[str, Recipient] = {}
    for one in recipients:
        known = found.get(one.key)
        if known is None:
            found[one.key] = one
            continue
        found[one.key] = replace(known, post=_joined(known.post, one.post), place=_joined(known.place, one.place))
    return list(found.values())


def _joined(first: str, second: str) -> str:
    parts = first.split("; ")
    return first if second in parts or not second else "; ".join(filter(None, (first, second)))
