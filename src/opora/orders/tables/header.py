"""The header of a table: one row or two, in any order of columns, with or without merged cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from opora.orders.columns import FIELDS, Column, Role, heads_sections, role_of, weakness
from opora.orders.document import Row

_LONGEST = 120
_SHORT = 45
_NARROW = 3
_FIELDS = {**FIELDS, Role.START: Column.PERIODS}
_DEADLINE = {Role.PERIODS, Role.START, Role.END}


@dataclass(frozen=True)
class Layout:
    """What each column of a table holds, by its place; `covered`: those that the heading to their left covers too."""

    roles: Mapping[int, Role]
    width: int
    covered: Mapping[int, Role] = field(default_factory=dict)

    def first(self, role: Role) -> int | None:
        """The place of the first column of a role."""
        return next((place for place, found in sorted(self.roles.items()) if found is role), None)

    @property
    def last(self) -> int:
        """The place of the last column that fills a field."""
        return max(place for place, role in self.roles.items() if role is not Role.REMARK)

    @property
    def kinds(self) -> frozenset[Role]:
        """The roles of its columns that matter."""
        return frozenset(self.roles.values()) - {Role.REMARK}


def read_header(rows: Sequence[Row], *, dated: bool = True) -> tuple[Layout, int] | None:
    """The layout when a table begins with the first of the rows, and how many rows its header takes; else None.

    `dated`: a table of actions has a column of deadlines; without it, its sections may tell them.
    """
    first = rows[0]
    if not _like_headings(first.texts()):
        return None
    if len(rows) > 1 and _is_lower_half(first, rows[1]):
        both = layout_of(_combined(first, rows[1]), dated=dated)
        if both:
            return both, 2
    alone = layout_of(first.texts(), dated=dated)
    return (alone, 1) if alone else None


def header(row: Row) -> Mapping[Column, int] | None:
    """The places of the fields when a row alone heads a table of actions, also one without deadlines, else None."""
    found = read_header([row]) or read_header([row], dated=False)
    if found is None:
        return None
    places = {_FIELDS[role]: place for place, role in sorted(found[0].roles.items(), reverse=True) if role in _FIELDS}
    return dict(sorted(places.items(), key=lambda one: one[1]))


def layout_of(headings: Sequence[str], *, dated: bool = True) -> Layout | None:
    """The layout that headings tell, or None when they head no table of actions: no deadline, or too little else."""
    roles = {place: role for place, text in enumerate(headings) if (role := role_of(text))}
    _one_deadline(roles)
    _one_title(roles, headings)
    told = {FIELDS.get(role, role) for role in roles.values()} - {Role.REMARK, Role.MONEY, Role.SECTION}
    titled = Role.TITLE in roles.values()
    when = _DEADLINE if dated else {Role.EXECUTORS}
    if not when & set(roles.values()) or len(told) < (2 if titled and len(headings) <= _NARROW else 3):
        return None
    if Role.NUMBER not in roles.values() and 0 not in roles:
        roles[0] = Role.NUMBER
    if not titled:
        free = next((place for place in range(len(headings)) if place not in roles), None)
        if free is None:
            return None
        roles[free] = Role.TITLE
    each = _once_each(roles)
    return Layout(each, len(headings), _covered(each, headings))


def counts_columns(row: Row) -> bool:
    """A row under the header that only numbers the columns: 1 2 3 4 5 6."""
    texts = [text.rstrip(".") for text in row.texts() if text]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _like_headings(texts: Sequence[str]) -> bool:
    for text in filter(None, texts):
        if len(text) > _LONGEST or re.search(r"https?:|\d{2}\.\d{2}", text) or re.fullmatch(r"[\d.)]+", text):
            return False
    return any(texts)


def _is_lower_half(first: Row, second: Row) -> bool:
    """Whether the second row only divides columns of the first: «Срок» over «начало» and «окончание»."""
    own = list(_own(second))
    if not own or counts_columns(second) or not _like_headings([text for _place, text in own]):
        return False
    texts = first.texts()
    for place, text in own:
        parent = _parent(texts, place)
        if len(text) > _SHORT or parent is None or role_of(parent) in {Role.NUMBER, Role.TITLE}:
            return False
        if place < len(texts) and texts[place] and not _spans(texts, own, place):
            return False
    return any(
        role_of(text) or re.fullmatch(r"(?:20\d\d\s?(?:г|год)?\.?|план\w*)", text.lower()) for _place, text in own
    )


def _spans(texts: Sequence[str], own: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether the heading at a place covers the next column too, which has a lower heading of its own."""
    divided = {found for found, _text in own}
    return place + 1 in divided and (place + 1 >= len(texts) or not texts[place + 1])


def _own(row: Row) -> Iterator[tuple[int, str]]:
    """The texts that a row does not share with the one above it."""
    for place, cell in enumerate(row.cells):
        if cell.text.strip() and not cell.merged:
            yield place, cell.text.strip()


def _parent(texts: Sequence[str], place: int) -> str | None:
    return next((texts[at] for at in range(min(place, len(texts) - 1), -1, -1) if texts[at]), None)


def _combined(first: Row, second: Row) -> list[str]:
    texts, own = first.texts(), dict(_own(second))
    width = max(len(texts), len(second.cells))
    return [
        f"{_parent(texts, place) or ''} {own[place]}" if place in own else (texts[place] if place < len(texts) else "")
        for place in range(width)
    ]


def _covered(roles: Mapping[int, Role], headings: Sequence[str]) -> dict[int, Role]:
    result: dict[int, Role] = {}
    for place, text in enumerate(headings):
        role = roles.get(place - 1, result.get(place - 1))
        if place not in roles and not text.strip() and role is not None:
            result[place] = role
    return result


def _one_deadline(roles: dict[int, Role]) -> None:
    """A start without an end, or an end without a start, is a deadline like any other."""
    told = set(roles.values())
    if {Role.START, Role.END} <= told:
        return
    for place, role in roles.items():
        if role in {Role.START, Role.END}:
            roles[place] = Role.REMARK if Role.PERIODS in told else Role.PERIODS


def _one_title(roles: dict[int, Role], headings: Sequence[str]) -> None:
    """Of several columns that may hold the title the best does; the others group titles or explain them."""
    strong = [place for place, role in roles.items() if role is Role.TITLE]
    if len(strong) > 1:
        plain = [place for place in strong if not heads_sections(headings[place])]
        strong.sort(key=lambda place: place != (plain or strong)[0])
    weak = [
        (rank, place)
        for place, text in enumerate(headings)
        if place not in roles and (rank := weakness(text)) is not None
    ]
    if not strong and not weak:
        weak = [
            (rank, place)
            for place, role in roles.items()
            if role is Role.REMARK and (rank := weakness(headings[place])) is not None
        ]
    candidates = [*strong, *(place for _rank, place in sorted(weak))]
    for order, place in enumerate(candidates):
        others = Role.SECTION if heads_sections(headings[place]) else Role.REMARK
        roles[place] = Role.TITLE if order == 0 else others


def _once_each(roles: Mapping[int, Role]) -> dict[int, Role]:
    """The second column of a kind is a remark; further executors help the first; values alone are indicators."""
    result: dict[int, Role] = {}
    again = {Role.EXECUTORS: Role.COEXECUTORS, Role.COEXECUTORS: Role.COEXECUTORS, Role.MONEY: Role.MONEY}
    for place, role in sorted(roles.items()):
        result[place] = again.get(role, Role.REMARK) if role in result.values() else role
    if Role.INDICATORS not in result.values():
        return {place: Role.INDICATORS if role is Role.VALUE else role for place, role in result.items()}
    return result
