"""The sentence as a tree: one Python expression of calls, names, constants, tuples and `|`, nothing else.

Python's own parser reads it and a closed list of nodes is taken over; whatever is not on the list is refused with its
column. Nothing of a sentence is ever executed.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST = 1000
"""Characters a sentence may have; the longest of the 2022 order has 105."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a sentence and where; `column` counts characters from 1."""

    column: int
    message: str

    def __str__(self) -> str:
        return _("column %(column)d: %(message)s") % {"column": self.column, "message": self.message}


class Faults(ValueError):
    """A sentence was refused; `faults` holds every reason, in reading order."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.column)
        super().__init__("; ".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Constant:
    """A string, a whole number, True or False."""

    value: str | int | bool
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A registered constant, such as `current`."""

    id: str
    column: int


@dataclass(frozen=True, slots=True)
class Tuple:
    """Several values in parentheses."""

    items: tuple["Node", ...]
    column: int


@dataclass(frozen=True, slots=True)
class Union:
    """`left | right`: the subjects of both, each once."""

    left: "Node"
    right: "Node"
    column: int


@dataclass(frozen=True, slots=True)
class Call:
    """A word or combinator with its arguments."""

    name: str
    arguments: tuple["Node", ...]
    keywords: tuple[tuple[str, "Node"], ...]
    column: int


Node = Constant | Name | Tuple | Union | Call


def parse(source: str) -> Node:
    """The tree of a sentence. Raises Faults with everything that does not belong in one."""
    if len(source) > LONGEST:
        raise Faults([Fault(LONGEST + 1, _("the sentence is longer than %(n)d characters") % {"n": LONGEST})])
    line = source.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    indent = len(line) - len(line.lstrip())
    try:
        body = ast.parse(line.strip(), mode="eval").body
    except SyntaxError as error:
        raise Faults([Fault(indent + max(error.offset or 1, 1), _("this is not a sentence of the language"))]) from None
    except (ValueError, RecursionError, MemoryError):
        raise Faults([Fault(indent + 1, _("this is not a sentence of the language"))]) from None
    reader = _Reader(line.strip().encode(), indent)
    node = reader.read(body)
    if node is None or reader.faults:
        raise Faults(reader.faults)
    return node


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, in reading order."""
    yield node
    match node:
        case Call():
            for child in (*node.arguments, *(value for _name, value in node.keywords)):
                yield from walk(child)
        case Union():
            yield from walk(node.left)
            yield from walk(node.right)
        case Tuple():
            for child in node.items:
                yield from walk(child)
        case Constant() | Name():
            pass


class _Reader:
    """Takes over the nodes of the closed list and notes a fault for each other one."""

    def __init__(self, line: bytes, indent: int) -> None:
        self.line = line
        self.indent = indent
        self.faults: list[Fault] = []

    def read(self, node: ast.expr) -> Node | None:
        column = self.column(node)
        match node:
            case ast.Constant(value=bool() | int() | str() as value):
                return Constant(value, column)
            case ast.Name(id=name):
                return Name(name, column)
            case ast.Tuple(elts=elements):
                return Tuple(self.all(elements), column)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                sides = self.all([left, right])
                return Union(sides[0], sides[1], column) if len(sides) == 2 else None
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords):
                return Call(name, self.all(arguments), self.keywords(keywords), column)
            case _:
                self.faults.append(Fault(column, _("%(what)s is not part of the language") % {"what": _what(node)}))
                return None

    def all(self, nodes: list[ast.expr]) -> tuple[Node, ...]:
        return tuple(read for node in nodes if (read := self.read(node)) is not None)

    def keywords(self, keywords: list[ast.keyword]) -> tuple[tuple[str, Node], ...]:
        pairs = []
        for keyword in keywords:
            value = self.read(keyword.value)
            if keyword.arg is None:
                self.faults.append(Fault(self.column(keyword.value), _("** is not part of the language")))
            elif value is not None:
                pairs.append((keyword.arg, value))
        return tuple(pairs)

    def column(self, node: ast.expr) -> int:
        """Python counts bytes from 0; people count characters from 1."""
        return self.indent + len(self.line[: node.col_offset].decode(errors="ignore")) + 1


def _what(node: ast.expr) -> str:
    return f"“{ast.unparse(node)[:40]}”"
