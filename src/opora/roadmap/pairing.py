"""Which row of a roadmap is which row of an order that amends it, told by what the rows say.

Numbers shift when a row is put in, and titles repeat; so a row is known by its content, and its number and place only
break ties. What has one exact counterpart is paired first, the rest by similarity, the most similar first.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from opora.orders.wording import fold

ALIKE = 0.62
"""Two rows that are less alike than this, from 0 to 1, are two different rows."""
ALL_WITH_ALL = 150_000
"""So many comparisons are made at most before candidates are looked for by their rare words."""
RARE, CANDIDATES = 40, 12
"""A word is rare when at most so many rows have it; so many candidates of each row are compared."""
WEIGHTS = {"title": 0.6, "due": 0.15, "executors": 0.05, "indicators": 0.2}


@dataclass(frozen=True, slots=True)
class Row:
    """What pairing looks at. `indicators` is empty where nobody knows the order's own words."""

    number: str
    title: str
    due: tuple[str, ...] = ()
    executors: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    def folded(self) -> "Row":
        """The same with texts that can be compared."""
        texts = tuple(map(fold, self.indicators))
        return Row(self.number, fold(self.title), self.due, tuple(sorted(map(fold, self.executors))), texts)

    def content(self) -> tuple[object, ...]:
        """All but the number."""
        return self.title, self.due, self.executors, self.indicators


@dataclass(frozen=True, slots=True)
class Pair:
    """One row before and after, by their places from 0. `exact`: it says the same. `moved`: it has another number, or
    stands in another place among the rows that stayed."""

    old: int
    new: int
    exact: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every row of both sides once: in a pair in the order of the new rows, removed, or added."""

    pairs: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def pair(old: Sequence[Row], new: Sequence[Row]) -> Pairing:
    """Pair the rows of two versions of a roadmap."""
    before, after = [row.folded() for row in old], [row.folded() for row in new]
    found = dict(_exact(before, after))
    found |= _similar(before, after, found)
    return _pairing(before, after, found)


def paired(old: Sequence[Row], new: Sequence[Row], found: dict[int, int]) -> Pairing:
    """The pairing when somebody said which old row (value) each new one (key) is."""
    return _pairing([row.folded() for row in old], [row.folded() for row in new], found)


def _pairing(before: Sequence[Row], after: Sequence[Row], found: dict[int, int]) -> Pairing:
    news = sorted(found)
    stayed = {news[place] for place in _longest_rise([found[new] for new in news])}
    return Pairing(
        pairs=tuple(
            Pair(
                old=found[new],
                new=new,
                exact=before[found[new]].content() == after[new].content(),
                moved=new not in stayed or before[found[new]].number != after[new].number,
            )
            for new in news
        ),
        removed=tuple(sorted(set(range(len(before))) - set(found.values()))),
        added=tuple(sorted(set(range(len(after))) - set(found))),
    )


def _exact(before: Sequence[Row], after: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Rows that say the same; of several that do, those with the same number, then in their order."""
    places: dict[object, list[int]] = defaultdict(list)
    for old, row in enumerate(before):
        places[row.content()].append(old)
    waiting: dict[object, list[int]] = defaultdict(list)
    for new, row in enumerate(after):
        if row.content() in places:
            waiting[row.content()].append(new)
    for content, news in waiting.items():
        olds = places[content]
        by_number = {before[old].number: old for old in reversed(olds)}
        same = {}
        for new in news:
            if after[new].number in by_number:
                same[new] = by_number.pop(after[new].number)
        yield from same.items()
        taken = set(same.values())
        rest = [old for old in olds if old not in taken]
        yield from zip([new for new in news if new not in same], rest, strict=False)


def _similar(before: Sequence[Row], after: Sequence[Row], found: dict[int, int]) -> dict[int, int]:
    """What is left, the most similar first; the same number and then the nearer place decide between equals."""
    taken = set(found.values())
    olds = [old for old in range(len(before)) if old not in taken]
    news = [new for new in range(len(after)) if new not in found]
    scored = []
    for old, new in _candidates(before, after, olds, news):
        if (score := likeness(before[old], after[new])) >= ALIKE:
            scored.append((-round(score, 2), before[old].number != after[new].number, abs(old - new), new, old))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for *_order, new, old in sorted(scored):
        if new not in pairs and old not in used:
            pairs[new] = old
            used.add(old)
    return pairs


def likeness(one: Row, other: Row) -> float:
    """How alike two folded rows are, 0 to 1, by what both of them say."""
    said = {
        "title": (one.title, other.title),
        "due": (one.due, other.due),
        "executors": (one.executors, other.executors),
        "indicators": ("; ".join(one.indicators), "; ".join(other.indicators)),
    }
    weight = total = 0.0
    for name, (left, right) in said.items():
        if left and right:
            weight += WEIGHTS[name]
            alike = _text(left, right) if isinstance(left, str) and isinstance(right, str) else _shared(left, right)
            total += WEIGHTS[name] * alike
    return total / weight if weight else 0.0


def _text(one: str, other: str) -> float:
    return 1.0 if one == other else max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100


def _shared(one: Iterable[str], other: Iterable[str]) -> float:
    left, right = set(one), set(other)
    return len(left & right) / len(left | right)


def _candidates(
    before: Sequence[Row], after: Sequence[Row], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: all of few, of many those that share rare words or the number."""
    if len(olds) * len(news) <= ALL_WITH_ALL:
        yield from ((old, new) for new in news for old in olds)
        return
    having: dict[str, list[int]] = defaultdict(list)
    for old in olds:
        for word in _words(before[old]):
            having[word].append(old)
    numbered = {before[old].number: old for old in olds}
    for new in news:
        shared: Counter[int] = Counter()
        for word in _words(after[new]):
            if len(rows := having.get(word, ())) <= RARE:
                shared.update(rows)
        best = [old for old, _times in shared.most_common(CANDIDATES)]
        yield from ((old, new) for old in dict.fromkeys([*best, *_one(numbered.get(after[new].number))]))


def _one(place: int | None) -> list[int]:
    return [] if place is None else [place]


def _words(row: Row) -> set[str]:
    return set(re.findall(r"\w+", " ".join((row.title, *row.due, *row.indicators))))


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Which of these, by their index, stay in order when as few as can be are taken out."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else None)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
    kept: set[int] = set()
    index_at = at[-1] if at else None
    while index_at is not None:
        kept.add(index_at)
        index_at = before[index_at]
    return kept
