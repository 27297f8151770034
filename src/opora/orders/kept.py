"""An order as plain JSON that is read back without loss: how a draft keeps what was read while people confirm it.

Unlike the contract of design section 7 (`Order.as_json`) nothing is left out. The shape follows the dataclasses of
`order`, so a field added there is kept as well; one that an older draft lacks gets its default.
"""

import datetime as dt
from collections.abc import Mapping
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


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read(_fitting(get_args(kind), value), value)
    if origin is tuple:
        first, *rest = get_args(kind)
        parts = [first] * len(value) if rest == [...] else [first, *rest]
        return tuple(_read(part, one) for part, one in zip(parts, value, strict=True))
    if origin is frozenset:
        (part,) = get_args(kind)
        return frozenset(_read(part, one) for one in value)
    if origin is not None:
        key_kind, part = get_args(kind)
        return {_read(key_kind, key): _read(part, one) for key, one in value}
    return _read_one(kind, value)


def _read_one(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], one) for name, one in value.items()})
    if issubclass(kind, dt.date):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value


def _fitting(kinds: tuple[Any, ...], value: Any) -> Any:
    """Of the kinds that may stand here the one that this value was made of."""
    whole = isinstance(value, Mapping)
    fitting = (kind for kind in kinds if kind is not type(None) and is_dataclass(kind) is whole)
    return next(fitting)
