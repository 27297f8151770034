"""An order as plain JSON that is read back without loss: how a draft keeps what was read while people confirm it.

Unlike the contract of design section 7 (`Order.as_json`) nothing is left out. The shape follows the dataclasses of
`order`, so a field added there is kept as well; one that an older draft lacks gets its default.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from opora.orders.order import Finding, Order


def keep(order: Order) -> dict[str, Any]:
    """The order as lists, dictionaries and plain values. NUL, which PostgreSQL keeps in no text, is left out."""
    plain: dict[str, Any] = _plain(order)
    return plain


def kept(data: Mapping[str, Any]) -> Order:
    """The order that `keep` made this of; TypeError or ValueError for anything else."""
    order: Order = _read(Order, data)
    return order


def keep_finding(finding: Finding) -> dict[str, Any]:
    """The same for one finding."""
    plain: dict[str, Any] = _plain(finding)
    return plain


def kept_finding(data: Mapping[str, Any]) -> Finding:
    """The finding that `keep_finding` made this of."""
    finding: Finding = _read(Finding, data)
    return finding


def _plain(value: Any) -> Any:
    """Mappings become lists of pairs: a database need not keep the order of keys."""
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(one)] for key, one in value.items()]
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(_plain(one) for one in value)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return _plain_one(value)


def _plain_one(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.replace("\x00", "") if isinstance(value, str) else value


Reader = Callable[[Any], Any]


def _read(kind: Any, value: Any) -> Any:
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Reader:
    """What reads values of a kind, made once: an order has a hundred thousand of them."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(parts)
    if origin is tuple and parts[1:] != (...,):
        readers = tuple(map(_reader, parts))
        return lambda value: tuple(read(one) for read, one in zip(readers, value, strict=True))
    if origin in (tuple, frozenset):
        part = _reader(parts[0])
        return lambda value: origin(map(part, value))
    if origin is not None:
        key, part = map(_reader, parts)
        return lambda value: {key(name): part(one) for name, one in value}
    return _reader_of_one(kind)


def _reader_of_one(kind: Any) -> Reader:
    if is_dataclass(kind) and isinstance(kind, type):
        # asked for when the first value comes: kinds may hold each other
        readers: dict[str, Reader] = {}

        def read(value: Mapping[str, Any]) -> Any:
            if not readers:
                readers.update({name: _reader(one) for name, one in get_type_hints(kind).items()})
            return kind(**{name: readers[name](one) for name, one in value.items()})

        return read
    if issubclass(kind, dt.date):
        return kind.fromisoformat
    return kind if issubclass(kind, Enum) else lambda value: value


def _one_of(kinds: tuple[Any, ...]) -> Reader:
    """Of the kinds that may stand here the one that a value was made of: a dataclass of a mapping, else the other."""
    there: list[Any] = [kind for kind in kinds if kind is not type(None)]
    whole = next((_reader(kind) for kind in there if _is_whole(kind)), None)
    plain = next((_reader(kind) for kind in there if not _is_whole(kind)), None)

    def read(value: Any) -> Any:
        reader = whole if isinstance(value, Mapping) else plain
        return None if value is None or reader is None else reader(value)

    return read


def _is_whole(kind: Any) -> bool:
    return is_dataclass(kind)
