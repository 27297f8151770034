"""One row under an amendment: what the order says of it otherwise, and what it is from then on.

Where the order's own words of the version before are known, a cell with the same words is no change, whatever was read
from it: what people put right after it was read stays. Otherwise what was read is compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from opora.core.periods import Period, write_period
from opora.indicators.registry import Registry
from opora.orders.wording import fold
from opora.roadmap.amending import sentences
from opora.roadmap.amending.differences import Altered, Fate, RowDifference
from opora.roadmap.amending.sentences import PlannedIndicators
from opora.roadmap.amending.sides import Standing, Stated, dues
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.models import CodeKind
from opora.roadmap.outline import Coded
from opora.roadmap.versions import Worded

CODE = 40
"""Characters of a code."""


@dataclass(frozen=True)
class PlannedRow:
    """A row of the new version. `standing` is None for one that is added, `stated` for one that the order leaves alone.

    `periods` are None where they stay. `worded` says whether its wording is another one than before.
    """

    standing: Standing | None
    stated: Stated | None
    position: int
    number: str
    title_ru: str
    title_en: str
    section: str
    executors: tuple[str, ...]
    pages: tuple[str, ...]
    periods: tuple[Period, ...] | None
    indicators: PlannedIndicators
    difference: RowDifference

    @property
    def worded(self) -> bool:
        """Whether the version has to word it anew."""
        if self.standing is None:
            return False
        return self._said() != _said(self.standing.worded) or any(one.indicator is None for one in self.indicators.rows)

    @property
    def restated(self) -> bool:
        """Whether the order's words replace those before."""
        return self.stated is not None and self.difference.fate in (Fate.ADDED, Fate.CHANGED)

    def _said(self) -> tuple[object, ...]:
        kept = tuple(one.indicator.key for one in self.indicators.rows if one.indicator)
        titles = (self.title_ru, self.title_en)
        return (self.position, self.number, *titles, self.section, self.executors, self.pages, kept)


def _said(row: Worded) -> tuple[object, ...]:
    keys = tuple(one.key for one in row.indicators)
    return (row.position, row.number, row.title_ru, row.title_en, row.section, row.executors, row.pages, keys)


@dataclass
class Comparing:
    """What rows of one roadmap are compared by; gathers the codes that it has no titles for yet."""

    words: Registry
    executors: Mapping[str, Coded]
    sections: Mapping[str, Coded]
    pages: Mapping[str, Coded]
    own_sections: bool
    new_codes: dict[tuple[CodeKind, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: RoadmapRecords, rows: list[Stated]) -> "Comparing":
        """For the rows of an order; its sections are compared when the roadmap has some of them."""
        sections = records.vocabulary(CodeKind.SECTION)
        named = {fold(one.title) for one in sections.values()}
        return cls(
            words=records.words,
            executors=records.vocabulary(CodeKind.EXECUTOR),
            sections=sections,
            pages=records.vocabulary(CodeKind.PAGE),
            own_sections=any(row.section and fold(row.section) in named for row in rows),
        )

    def left_alone(self, standing: Standing, position: int) -> PlannedRow:
        """A row that the order does not speak of."""
        row = standing.worded
        return PlannedRow(
            standing=standing,
            stated=None,
            position=position,
            number=row.number,
            title_ru=row.title_ru,
            title_en=row.title_en,
            section=row.section,
            executors=row.executors,
            pages=row.pages,
            periods=None,
            indicators=sentences.kept(row.indicators),
            difference=RowDifference(Fate.KEPT, row.number, row.number, row.title),
        )

    def restated(self, standing: Standing, stated: Stated, position: int, *, moved: bool) -> PlannedRow:
        """A row that the order states again."""
        row = standing.worded
        number = stated.number or row.number
        indicators = self._indicators(standing, stated)
        altered = [*self._altered(standing, stated), *indicators.altered]
        fields = {one.field for one in altered}
        fate = Fate.CHANGED if altered else Fate.MOVED if moved or number != row.number else Fate.KEPT
        title = stated.title if "title" in fields else row.title_ru
        return replace(
            self.left_alone(standing, position),
            stated=stated,
            number=number,
            title_ru=title,
            title_en="" if "title" in fields else row.title_en,
            section=self._section(stated) if "section" in fields else row.section,
            executors=self._executors(stated) if "executors" in fields else row.executors,
            periods=stated.periods if "due" in fields else None,
            indicators=indicators,
            difference=RowDifference(
                fate, number, row.number, title if "title" in fields else row.title, tuple(altered)
            ),
        )

    def added(self, stated: Stated, position: int) -> PlannedRow:
        """A row that the roadmap did not have."""
        indicators = sentences.added(stated.indicators, self.words)
        executors = self._executors(stated)
        said = {
            "due": due_text(stated.periods),
            "executors": self._titles(executors),
            "links": "\n".join(stated.links),
        }
        altered = [Altered(name, "", text) for name, text in said.items() if text]
        return PlannedRow(
            standing=None,
            stated=stated,
            position=position,
            number=stated.number or "",
            title_ru=stated.title,
            title_en="",
            section=self._section(stated) if self.own_sections else "",
            executors=executors,
            pages=tuple(code for code, page in self.pages.items() if page.url and page.url in stated.links),
            periods=stated.periods,
            indicators=indicators,
            difference=RowDifference(
                Fate.ADDED, stated.number or "", "", stated.title, (*altered, *indicators.altered)
            ),
        )

    def removed(self, standing: Standing) -> RowDifference:
        """A row that is no more."""
        row = standing.worded
        return RowDifference(Fate.REMOVED, row.number, row.number, row.title)

    def _altered(self, standing: Standing, stated: Stated) -> Iterator[Altered]:
        row, outline = standing.worded, standing.outline
        title = standing.texts.get("title") or row.title_ru
        if fold(title) != fold(stated.title):
            yield Altered("title", title, stated.title)
        if self.own_sections and stated.section and self._section_title(row.section) != fold(stated.section):
            yield Altered("section", outline.section.title if outline.section else "", stated.section)
        if not same_words(standing, stated, "periods") and other_days(standing, stated):
            yield Altered("due", due_text(outline.periods), due_text(stated.periods))
        codes = self._codes(stated)
        if not same_words(standing, stated, "executors") and codes and set(row.executors) != set(codes):
            yield Altered("executors", self._titles(row.executors), self._titles(codes, stated))
        if standing.texts and standing.links != stated.links:
            yield Altered("links", "\n".join(standing.links), "\n".join(stated.links))

    def _indicators(self, standing: Standing, stated: Stated) -> PlannedIndicators:
        row = standing.worded
        if same_words(standing, stated, "indicators"):
            return sentences.kept(row.indicators)
        found = sentences.compared(row.indicators, standing.outline.indicators, stated.indicators, self.words)
        before, after = standing.texts.get("indicators", ""), stated.texts.get("indicators", "")
        if before and before != after:  # the order's own words say it better than which sentences come and go
            rest = tuple(one for one in found.altered if one.field != "indicators")
            found = replace(found, altered=(Altered("indicators", before, after), *rest))
        return found

    def _codes(self, stated: Stated) -> tuple[str, ...]:
        """Codes of the executors; a name that no body is known by is its own code."""
        known = {fold(one.title): code for code, one in self.executors.items()}
        return stated.codes or tuple(dict.fromkeys(known.get(fold(name), name[:CODE]) for name in stated.executors))

    def _executors(self, stated: Stated) -> tuple[str, ...]:
        """The same, and what has no title yet is called as the order calls it."""
        codes = self._codes(stated)
        for place, code in enumerate(codes):
            if code not in self.executors:
                named = len(codes) == len(stated.executors)
                self.new_codes[CodeKind.EXECUTOR, code] = stated.executors[place] if named else code
        return codes

    def _titles(self, codes: tuple[str, ...], stated: Stated | None = None) -> str:
        names = dict(zip(codes, stated.executors, strict=False)) if stated else {}
        return ", ".join(self.executors[one].title if one in self.executors else names.get(one, one) for one in codes)

    def _section(self, stated: Stated) -> str:
        if not stated.section:
            return ""
        told = fold(stated.section)
        code = next((code for code, one in self.sections.items() if fold(one.title) == told), stated.section[:CODE])
        if code not in self.sections:
            self.new_codes[CodeKind.SECTION, code] = stated.section
        return code

    def _section_title(self, code: str) -> str:
        return fold(self.sections[code].title) if code in self.sections else ""


def same_words(standing: Standing, stated: Stated, cell: str) -> bool:
    """Whether a cell is known to say what it said before."""
    before = standing.texts.get(cell)
    return before is not None and fold(before) == fold(stated.texts.get(cell, ""))


def other_days(standing: Standing, stated: Stated) -> bool:
    """Whether the days that were read from the order are others than those in force."""
    return bool(stated.periods) and dues(standing.outline.periods) != dues(stated.periods)


def due_text(periods: tuple[Period, ...]) -> str:
    """Periods for people."""
    return ", ".join(write_period(one) for one in periods)
