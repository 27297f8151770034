"""What each version of a roadmap changed, told from the records that its order left behind."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from opora.roadmap.amending.comparing import due_text
from opora.roadmap.amending.differences import Altered, Fate, RowDifference, counted
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.models import Action, ActionWording, CodeKind, Indicator
from opora.roadmap.outline import Amendment
from opora.roadmap.versions import Worded


@dataclass(frozen=True)
class ToldVersion:
    """A version from the second on, and the rows that it added, removed, worded otherwise or only moved."""

    amendment: Amendment
    rows: tuple[RowDifference, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each fate."""
        return counted(self.rows)


def told_versions(records: RoadmapRecords) -> list[ToldVersion]:
    """Every version from the second on, the latest first; no further query."""
    return [ToldVersion(one, tuple(_Told(records, one).rows())) for one in reversed(records.amendments)]


class _Told:
    """One version."""

    def __init__(self, records: RoadmapRecords, amendment: Amendment) -> None:
        self._records, self._amendment = records, amendment
        self._executors = records.vocabulary(CodeKind.EXECUTOR)
        self._sections = records.vocabulary(CodeKind.SECTION)
        self._indicators: dict[int, list[Indicator]] = defaultdict(list)
        for one in records.indicators:
            self._indicators[one.action_id].append(one)

    def rows(self) -> Iterator[RowDifference]:
        """In the order of the version."""
        placed = sorted(
            ((self._placed(action)[1].position, action.pk, action) for action in self._records.actions),
            key=lambda row: row[:2],
        )
        for _position, _pk, action in placed:
            if found := self._row(action):
                yield found

    def _placed(self, action: Action) -> tuple[ActionWording | None, Worded]:
        """The wording that the version gave an action, if it did, and how the row reads under it."""
        wordings = self._records.wordings
        mine = next((one for one in wordings.history(action) if one.version_id == self._amendment.id), None)
        return mine, wordings.worded(action, mine or self._before(action, mine))

    def _before(self, action: Action, mine: ActionWording | None) -> ActionWording | None:
        """The wording before the version; None is the row's own."""
        earlier = [
            one
            for one in self._records.wordings.history(action)
            if one is not mine and one.occurred_on <= self._amendment.since and one.version_id < self._amendment.id
        ]
        return earlier[-1] if earlier else None

    def _row(self, action: Action) -> RowDifference | None:
        mine, after = self._placed(action)
        if action.amendment_id == self._amendment.id:
            said = (*self._due(action), Altered("executors", "", self._titles(after.executors)))
            rest = self._definitions(action, after, None)
            altered = tuple(one for one in (*said, *rest) if one.before or one.after)
            return RowDifference(Fate.ADDED, after.number, "", after.title, altered)
        before = self._records.wordings.worded(action, self._before(action, mine))
        if mine and mine.dropped:
            return RowDifference(Fate.REMOVED, before.number, before.number, before.title)
        said = (*self._wording(before, after), *self._due(action), *self._executed_by(before, after))
        altered = (*said, *self._definitions(action, after, before))
        if not altered and before.number == after.number:
            return None
        fate = Fate.CHANGED if altered else Fate.MOVED
        return RowDifference(fate, after.number, before.number, after.title, altered)

    def _wording(self, before: Worded, after: Worded) -> Iterator[Altered]:
        if before.title_ru != after.title_ru:
            yield Altered("title", before.title, after.title)
        if before.section != after.section:
            titles = [
                self._sections[code].title if code in self._sections else code
                for code in (before.section, after.section)
            ]
            yield Altered("section", *titles)

    def _executed_by(self, before: Worded, after: Worded) -> Iterator[Altered]:
        if before.executors != after.executors:
            yield Altered("executors", self._titles(before.executors), self._titles(after.executors))

    def _due(self, action: Action) -> Iterator[Altered]:
        """The deadline that the version set, and the one in force when it did."""
        history = self._records.terms.history(action.pk)
        for place, terms in enumerate(history):
            if terms.amendment_id == self._amendment.id:
                before = due_text(self._records.periods_of(history[place - 1])) if place else ""
                yield Altered("due", before, due_text(self._records.periods_of(terms)))

    def _definitions(self, action: Action, after: Worded, before: Worded | None) -> Iterator[Altered]:
        """Indicators that came, went, or are counted otherwise."""
        was = {one.key for one in before.indicators} if before else set()
        now = {one.key for one in after.indicators}
        for indicator in self._indicators[action.pk]:
            history = self._records.definitions.history(indicator.pk)
            for place, one in enumerate(history):
                if one.amendment_id == self._amendment.id:
                    earlier = history[place - 1] if place else None
                    yield from _changed("formula", earlier.formula if earlier else "", one.formula)
                    yield from _changed("target", earlier.target if earlier else "", one.target)
            if indicator.key in was - now:
                yield Altered("indicators", history[-1].formula if history else indicator.key, "")

    def _titles(self, codes: tuple[str, ...]) -> str:
        return ", ".join(self._executors[code].title if code in self._executors else code for code in codes)


def _changed(field: str, before: str, after: str) -> Iterator[Altered]:
    if before != after:
        yield Altered(field, before, after)
