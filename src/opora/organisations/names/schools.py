"""Which school a text means. Sure only when one school fits, nothing contradicts and enough is said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from opora.organisations.names import furniture, letters
from opora.organisations.names.inflection import Phrase
from opora.organisations.names.letters import Vocabulary
from opora.organisations.names.lexicon import Lexicon
from opora.organisations.names.municipalities import ANY, MunicipalityNames
from opora.organisations.names.reading import Parts, Place, read
from opora.organisations.names.verdicts import Verdict, Why

NEAR = 60
"""Of a hundred: how alike the nearest must be to be told."""


@dataclass(frozen=True, slots=True)
class NamedSchool:
    """A school as the matcher needs it: every name it ever had, the current one (full, short) first."""

    id: int
    code: str
    municipality_id: int
    names: tuple[tuple[str, str], ...]
    kinds: frozenset[str]


Answer = Verdict[NamedSchool]


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says, the schools that it fits, and the municipalities it names (None: none)."""

    parts: Parts
    schools: frozenset[int]
    municipalities: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class _Form:
    """One name of a school, taken apart."""

    school: NamedSchool
    parts: Parts
    places: dict[Phrase, str]
    """Its phrases with the sign before each."""

    @property
    def kinds(self) -> frozenset[str]:
        return (
            furniture.COVERS[self.parts.kind] if self.parts.kind not in {"", furniture.GENERIC} else self.school.kinds
        )


class SchoolNames:
    """Finds the schools of one region by what people write; `aliases` are learned texts (keys) and whom they mean."""

    def __init__(
        self,
        known: Iterable[NamedSchool],
        municipalities: MunicipalityNames,
        aliases: Mapping[str, int] | None = None,
    ) -> None:
        self.by_id = {one.id: one for one in known}
        self.municipalities = municipalities
        self._by_code = {one.code: one for one in self.by_id.values()}
        self._aliases = {key: self.by_id[pk] for key, pk in (aliases or {}).items() if pk in self.by_id}
        self._by_name: dict[str, dict[int, NamedSchool]] = defaultdict(dict)
        self._current: dict[str, set[int]] = defaultdict(set)
        self._forms = [form for one in self.by_id.values() for form in self._read(one)]
        self._lexicon = Lexicon(municipalities, {phrase for form in self._forms for phrase in form.places})
        self._by_place: dict[Phrase, list[_Form]] = defaultdict(list)
        self._by_municipality: dict[int, list[_Form]] = defaultdict(list)
        for form in self._forms:
            self._by_municipality[form.school.municipality_id].append(form)
            for phrase in form.places:
                self._by_place[phrase].append(form)

    def _read(self, school: NamedSchool) -> Iterable[_Form]:
        bare = Lexicon(self.municipalities)
        for at, names in enumerate(school.names):
            both = [read(name, bare, corrected=False) for name in dict.fromkeys(names)]
            for parts in both:
                for other in both:  # what the short name leaves out holds for it too
                    parts.numbers = parts.numbers or other.numbers
                    parts.honour = parts.honour or other.honour
                said = _said(parts)
                self._by_name[said][school.id] = school
                if not at:
                    self._current[said].add(school.id)
                yield _Form(school, parts, {place.phrase: place.sign for place in parts.strange})

    def match(self, text: str, beside: str = "") -> Answer:
        """Whom a text means; `beside` is what stands in a column of the municipality, "" for nothing."""
        if one := self._by_code.get(text.strip()):
            return Verdict(Why.CODE, one)
        within: set[int] | None = None
        if beside:
            municipality = self.municipalities.match(beside)
            within = {municipality.found.id} if municipality.found else {one.id for one in municipality.candidates}
            if not within:
                return Verdict(Why.MUNICIPALITY, candidates=self._alike(text, None, 3))
        parts = read(text, self._lexicon)
        for district in parts.districts:
            within = district if within is None else within & district
        return self._learned(parts, within) or self._exact(parts, within) or self._judged(text, parts, within)

    def told(self, text: str, within: Set[int] | None = None) -> Told:
        """What a text says of schools, and every school it does not contradict, in these municipalities if given."""
        parts = read(text, self._lexicon)
        inside = None if within is None else set(within)
        for district in parts.districts:
            inside = district if inside is None else inside & district
        fitting = frozenset(form.school.id for form in self._fitting(parts, inside))
        return Told(parts, fitting, None if inside is None else frozenset(inside))

    @property
    def vocabulary(self) -> Vocabulary:
        """All words that names of schools here are made of."""
        return self._lexicon.vocabulary

    def doubles(self, ids: Collection[int]) -> list[tuple[NamedSchool, NamedSchool]]:
        """Pairs among these schools of which one would be taken for the other, were it not there itself.

        Both lie in one municipality; each pair comes once, the lesser code first.
        """
        pairs = set()
        for school in (self.by_id[pk] for pk in ids if pk in self.by_id):
            for name in dict.fromkeys(school.names[0]):
                other = self._double_of(name, school)
                if other and other.id in ids:
                    pairs.add((min(school.code, other.code), max(school.code, other.code)))
        return [(self._by_code[one], self._by_code[other]) for one, other in sorted(pairs)]

    def _double_of(self, name: str, school: NamedSchool) -> NamedSchool | None:
        parts = read(name, self._lexicon)
        within = {school.municipality_id}
        for district in parts.districts:
            within = within & district
        if not self._fitting(parts, within, school.id):
            return None
        return (self._exact(parts, within, school.id) or self._judged(name, parts, within, school.id)).found

    def _learned(self, parts: Parts, within: set[int] | None) -> Answer | None:
        """What somebody decided, unless it is the current name of another or the municipality speaks against it.

        A text such as «СОШ № 1», which fits schools elsewhere as well, needs its municipality beside.
        """
        one = self._aliases.get(parts.key)
        if one is None or (within is not None and one.municipality_id not in within):
            return None
        others = {pk: self.by_id[pk] for pk in self._current.get(_said(parts), ())}
        if not parts.places and not parts.puzzling:
            elsewhere = (form.school for form in self._fitting(parts, within))
            others |= {school.id: school for school in elsewhere if school.municipality_id != one.municipality_id}
        others.pop(one.id, None)
        return Verdict(Why.ALIAS_DISPUTED, candidates=(one, *others.values())) if others else Verdict(Why.ALIAS, one)

    def _exact(self, parts: Parts, within: set[int] | None, apart_from: int | None = None) -> Answer | None:
        """Schools that are, or were, called just so; only where no other fits as well.

        In its municipality «СОШ, Ключи» stands even beside «СОШ № 14, Ключи».
        """
        called = self._by_name.get(_said(parts), {}).values()
        named = [one for one in called if _inside(one, within) and one.id != apart_from]
        if len(named) > 1:
            return Verdict(Why.SEVERAL, candidates=tuple(named))
        if not named:
            return None
        inside = within is not None and len(within) == 1
        fits = self._fitting(parts, within, apart_from)
        fitting = [form for form in fits if not inside or form.parts.number == parts.number]
        alone = {form.school.id for form in fitting} <= {named[0].id}
        return Verdict(Why.NAME, named[0]) if alone and (inside or parts.places) else None

    def _judged(self, text: str, parts: Parts, within: set[int] | None, apart_from: int | None = None) -> Answer:
        forms = self._fitting(parts, within, apart_from)
        schools = tuple({form.school.id: form.school for form in forms}.values())
        if not schools:
            if not (parts.places or parts.derived or parts.number or parts.strange):
                return Verdict(Why.LITTLE)
            alike = self._alike(text, within, 1)
            return Verdict(Why.NOTHING, nearest=alike[0] if alike else None, words=_strange(parts))
        why = self._doubt(parts, forms, within) or (Why.SEVERAL if len(schools) > 1 else None)
        rivals = () if why else self._rivals(parts, schools[0], apart_from)
        if rivals:
            why, schools = Why.DERIVED, (*schools, *rivals)
        if why:
            return Verdict(why, candidates=schools, words=_strange(parts))
        return Verdict(Why.PARTS, schools[0])

    def _fitting(self, parts: Parts, within: set[int] | None, apart_from: int | None = None) -> list[_Form]:
        """Names that a text does not contradict; those of the school `apart_from` are left out."""
        near = (form for form in self._near(parts, within) if form.school.id != apart_from)
        return [form for form in near if _inside(form.school, within) and _fits(form, parts)]

    def _near(self, parts: Parts, within: set[int] | None) -> Iterable[_Form]:
        """Where to look: by a place, else in the municipalities, else everywhere."""
        if parts.places:
            return self._by_place.get(parts.places[0].phrase, [])
        if parts.derived:
            return [form for phrase in parts.derived[0] for form in self._by_place.get(phrase, [])]
        if within is not None:
            return [form for pk in within for form in self._by_municipality.get(pk, [])]
        return self._forms if parts.number else []

    def _doubt(self, parts: Parts, forms: list[_Form], within: set[int] | None) -> Why | None:
        """Why the only school that fits may not be the one; None when nothing speaks against it."""
        named = within is not None and len(within) == 1
        numbered = bool(parts.number)
        doubts = (
            (Why.BRANCH, parts.branch),
            (Why.WORDS, bool(parts.puzzling) or not _honoured(forms, parts)),
            (Why.LITTLE, not parts.kind),
            (Why.SLIP, parts.slips > (1 if named and numbered and parts.places else 0)),
            (Why.SETTLEMENT_KIND, _other_kind(forms, parts.places) and not (named and numbered)),
            (Why.DERIVED, _guessed(parts) and (not numbered or parts.kind == furniture.GENERIC)),
            (Why.LITTLE, not parts.places and not parts.derived and not (named and numbered)),
        )
        return next((why for why, doubtful in doubts if doubtful), None)

    def _rivals(self, parts: Parts, found: NamedSchool, apart_from: int | None) -> tuple[NamedSchool, ...]:
        """Others with this number where «Ключевская» is not of the settlement but of the district or town called so."""
        rivals: dict[int, NamedSchool] = {}
        for stem in parts.adjectives if _guessed(parts) else ():
            answer = self.municipalities.called((f"{stem}ий",), ANY)
            for municipality in (answer.found, *answer.candidates):
                for form in self._by_municipality.get(municipality.id, ()) if municipality else ():
                    numbered = form.parts.number == parts.number and not form.parts.branch
                    if numbered and furniture.COVERS[parts.kind] & form.kinds:
                        rivals[form.school.id] = form.school
        return tuple(one for pk, one in rivals.items() if pk not in (found.id, apart_from))

    def _alike(self, text: str, within: set[int] | None, count: int) -> tuple[NamedSchool, ...]:
        names = {key: one for key, found in self._by_name.items() for one in found.values() if _inside(one, within)}
        near = extract(letters.key(text), list(names), scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=count)
        return tuple({names[name].id: names[name] for name, _score, _at in near}.values())


def _said(parts: Parts) -> str:
    """The name without its legal form, as one text."""
    return " ".join(word for word in parts.key.split() if word not in furniture.LEGAL)


def _inside(school: NamedSchool, within: set[int] | None) -> bool:
    return within is None or school.municipality_id in within


def _fits(form: _Form, parts: Parts) -> bool:
    """Whether nothing that the text says contradicts a name of a school. What is not said contradicts nothing."""
    its = form.parts
    if form.parts.branch and not parts.branch:
        return False
    if parts.number and parts.number != its.number:
        return False
    if parts.kind and not furniture.COVERS[parts.kind] & form.kinds:
        return False
    if any(place.phrase not in form.places for place in parts.places):
        return False
    if any(not settlements & set(form.places) for settlements in parts.derived):
        return False
    return not (its.honour and parts.honour and not set(parts.honour) <= set(its.honour))


def _guessed(parts: Parts) -> bool:
    """Whether the settlement is known from an adjective only."""
    return bool(parts.derived) and not parts.places


def _honoured(forms: list[_Form], parts: Parts) -> bool:
    """Whether the person in the text is known from the names."""
    return not parts.honour or any(form.parts.honour for form in forms)


def _other_kind(forms: list[_Form], places: list[Place]) -> bool:
    """Whether a settlement has another sign than in every name that has one."""
    for place in places:
        signs = {form.places.get(place.phrase, "") for form in forms} - {""}
        if place.sign and signs and place.sign not in signs:
            return True
    return False


def _strange(parts: Parts) -> str:
    """What is not understood, or else the person, who is not known from the name."""
    puzzling = parts.puzzling or [" ".join(parts.honour)]
    return ", ".join(f"“{one}”" for one in puzzling)
