"""Words of the spine as far as sentences need them: phrases alone, in the two languages."""

from collections.abc import Callable
from inspect import Parameter, Signature

from django.utils.translation import get_language

from opora.indicators.registry import Kind, Registry, Word


def spoken() -> Registry:
    """Populations of posts, persons, schools and municipalities, and a fact about appointments and one about works."""
    language = Registry(constants={"current": object(), "previous": object()})
    of_schools = {"ru": "{} школ", "en": "{} of schools"}
    words = [
        _population("schools", "school", {"ru": "школ", "en": "schools"}),
        _population("municipalities", "municipality", {"ru": "муниципалитетов", "en": "municipalities"}, "участников"),
        _population("municipal_heads", "post", {"ru": "руководителей МОУО", "en": "municipal heads"}),
        _population("school_heads", "post", _of(of_schools, ru="руководителей", en="heads")),
        _population("curators", "person", _of(of_schools, ru="кураторов", en="curators")),
        _population("coordinators", "person", _of(of_schools, ru="муниципальных координаторов", en="coordinators")),
        _fact("coordinator_appointed", {"ru": "в которых назначен координатор", "en": "that have a coordinator"}),
        _prepared(),
    ]
    return language.with_words({word.name: word for word in words})


def _of(pattern: dict[str, str], **nouns: str) -> dict[str, str]:
    return {language: pattern[language].format(noun) for language, noun in nouns.items()}


def _population(name: str, of: str, texts: dict[str, str], members: str = "участниц") -> Word:
    def phrase(*years: str, growth_point: bool | None = None) -> str:
        russian = get_language() == "ru"
        text = texts["ru" if russian else "en"]
        if growth_point:
            text += " с «Точкой роста»" if russian else " with a Growth Point"
        if not years:
            return text
        listed = (" или " if russian else " or ").join(sorted(years))
        return f"{text} — {members} проекта {listed} года" if russian else f"{text} of the {listed} programme"

    return Word(name, Kind.POPULATION, _signature(), phrase, (of,))


def _fact(name: str, texts: dict[str, str]) -> Word:
    phrase: Callable[..., str] = lambda: texts[get_language() or "en"]  # noqa: E731  # a word's phrase is a value
    return Word(name, Kind.FACT, Signature(), phrase, ("municipality",))


def _prepared() -> Word:
    def phrase(at: str, kind: str) -> str:
        return f"подготовивших {kind} для {at}" if get_language() == "ru" else f"with {kind} prepared for {at}"

    codes = [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=str) for name in ("at", "kind")]
    return Word("prepared", Kind.FACT, Signature(codes), phrase, ("school", "post", "person"))


def _signature() -> Signature:
    years = Parameter("cohorts", Parameter.VAR_POSITIONAL, annotation=object)
    growth = Parameter("growth_point", Parameter.KEYWORD_ONLY, default=None, annotation=bool)
    return Signature([years, growth])
