"""Which municipality a text means, whatever its type was or became: район, муниципальный округ, городской округ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from opora.organisations.names import letters
from opora.organisations.names.inflection import Phrase, root, stems
from opora.organisations.names.verdicts import Verdict, Why

DISTRICT, TOWN, CIRCUIT, ANY, UNSAID = "district", "town", "circuit", "any", ""
NEAR = 75
"""Of a hundred: how alike the nearest must be to be told."""

_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (TOWN, ("город", "города", "городе", "г", "гор", "зато")),
    (DISTRICT, ("муниципальный район", "муниципального района", "район", "района", "районе", "р н", "р на", "мр")),
    (CIRCUIT, ("городской округ", "городского округа", "го", "г о")),
    (ANY, ("муниципальный округ", "муниципального округа", "муниципальное образование")),
    (ANY, ("муниципального образования", "округ", "округа", "мо", "м о")),
)
"""Words of a type. After a reform a district may be an округ, with its town or without: those words decide nothing."""
_FITS = {
    DISTRICT: {DISTRICT, CIRCUIT, ANY, UNSAID},
    TOWN: {TOWN, CIRCUIT, ANY, UNSAID},
    CIRCUIT: {DISTRICT, TOWN, CIRCUIT, ANY, UNSAID},
    ANY: {DISTRICT, TOWN, CIRCUIT, ANY, UNSAID},
    UNSAID: {DISTRICT, TOWN, CIRCUIT, ANY, UNSAID},
}


@dataclass(frozen=True, slots=True)
class NamedMunicipality:
    """A municipality as the matcher needs it."""

    id: int
    code: str
    name: str
    short_name: str


Answer = Verdict[NamedMunicipality]


class MunicipalityNames:
    """Finds municipalities of one region by what people write; `aliases`: learned texts (keys) and whom they mean."""

    def __init__(self, known: Iterable[NamedMunicipality], aliases: Mapping[str, int] | None = None) -> None:
        self.by_id = {one.id: one for one in known}
        self._by_code = {one.code: one for one in self.by_id.values()}
        self._aliases = {key: self.by_id[pk] for key, pk in (aliases or {}).items() if pk in self.by_id}
        self._by_name: dict[str, dict[int, NamedMunicipality]] = defaultdict(dict)
        self._by_stems: dict[Phrase, list[tuple[str, NamedMunicipality]]] = defaultdict(list)
        self._by_root: dict[str, list[NamedMunicipality]] = defaultdict(list)
        for one in self.by_id.values():
            for name in (one.name, one.short_name):
                self._by_name[letters.key(name)][one.id] = one
            phrase, kind = read(letters.words(one.name))
            self._by_stems[stems(phrase)].append((kind, one))
            self._by_root[root(phrase) if phrase else ""].append(one)

    def match(self, text: str) -> Answer:
        """Whom a text means: a code, an alias, a full or short name, or a name with another type."""
        if one := self._by_code.get(text.strip()):
            return Verdict(Why.CODE, one)
        key = letters.key(text)
        named = tuple(self._by_name.get(key, {}).values())
        if one := self._aliases.get(key):
            disputed = tuple(other for other in named if other.id != one.id)
            return Verdict(Why.ALIAS_DISPUTED, candidates=(one, *disputed)) if disputed else Verdict(Why.ALIAS, one)
        if len(named) == 1:
            return Verdict(Why.NAME, named[0])
        if named:
            return Verdict(Why.SEVERAL, candidates=named)
        phrase, kind = read(letters.words(text))
        answer = self.called(phrase, kind)
        return answer if answer.outcome != "none" else Verdict(Why.NOTHING, nearest=self._nearest(key))

    def called(self, phrase: Phrase, kind: str) -> Answer:
        """Whom a name without its type means, when it was said to be of a kind."""
        if not phrase:
            return Verdict(Why.NOTHING)
        exact = [one for its, one in self._by_stems.get(stems(phrase), ()) if its in _FITS[kind]]
        if kind in {DISTRICT, TOWN}:
            akin = exact
        else:
            akin = list({one.id: one for one in (*exact, *self._by_root.get(root(phrase), ()))}.values())
        if len(akin) == len(exact) == 1:
            return Verdict(Why.PARTS, exact[0])
        return Verdict(Why.KIND if akin else Why.NOTHING, candidates=tuple(akin))

    def _nearest(self, key: str) -> NamedMunicipality | None:
        found = extractOne(key, list(self._by_name), scorer=fuzz.ratio, score_cutoff=NEAR)
        return next(iter(self._by_name[found[0]].values())) if found else None


def read(words: list[str]) -> tuple[Phrase, str]:
    """The name proper and the kind its other words say."""
    text = f" {' '.join(word for word in words if word != letters.BREAK)} "
    said = UNSAID
    for kind, signs in _TYPES:
        for sign in signs:
            if f" {sign} " in text:
                text = text.replace(f" {sign} ", " ")
                said = said or kind
    return tuple(text.split()), said
