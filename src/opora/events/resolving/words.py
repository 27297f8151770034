"""A text of a log as words: which may be names, initials, posts; what of it is a device or an address."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from opora.accounts.models import Post
from opora.accounts.names import folded_name
from opora.events.resolving import given
from opora.events.resolving.registry import Registry, part
from opora.events.resolving.translit import INITIALS, keys_of_latin, typed_in_latin, typed_in_russian

LONGEST = 300
"""Letters of a text that are read."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DEVICES = (
    r"i ?phone|i ?pad|samsung|galaxy|redmi|xiaomi|mi|huawei|honor|realme|poco|android|desktop|laptop|mac ?book"
    r"|imac|nokia"
    r"|oppo|vivo|tecno|infinix|lenovo|asus|acer|hp|lg|sony|meizu|oneplus|pixel|tab|note|ноутбук|планшет|телефон"
    r"|компьютер"
    r"|смартфон|айфон|айпад|самсунг|хуавей|хонор|редми|устройство"
    r"|device|phone|tablet|notebook|pc|пк|комп|win|windows|chrome"
)
_MODEL = r"(?:[\s_,-]+(?:[a-z]*\d[\w-]*|tab|note|pro|lite|max|plus|mini|air|ultra|se|fe|prime|[a-z](?![\w.])|\d+))*"
_DEVICE = re.compile(rf"(?<![^\W_])(?:{_DEVICES})(?![a-zа-яё]){_MODEL}|\b(?:sm|rmx|cph|jsn|ane)-\w+", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+|\b)\d(?:[\s()-]{0,2}\d){8,}|\(\d\)")
"""A telephone, or the number of a second entry."""
_OF_DEVICE = re.compile(r"(?<=\w)['’]s\b|\((?=\s*\))")
_SHARED = re.compile(
    r"(?<![^\W_])(?:user|guest|гость|участник|participant|пользователь|unknown|anonymous|аноним|zoom|student"
    r"|слушатель|admin"
    r"|админ|test|тест|кабинет|каб"
    r"|актовый|зал|класс|аудитория|конференц|учительская|ученик|room|hall|client|клиент|имя|name"
    r"|без имени|noname)[\s_#№.-]*\d*(?![^\W_])",
    re.IGNORECASE,
)
_ACTING = re.compile(
    r"(?<!\w)(?:и\.?\s?о\.?|врио|вр\.?\s?и\.?\s?о\.?|исполняющ\w+ обязанности)\s*"
    r"(?=директора|заведующ|начальника|руководителя)",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"\br[-.]n\b\.?|\bр\s*[-–./]\s*(?:н|на|не|она)\b\.?", re.IGNORECASE)
_AFTER_ADJECTIVE = re.compile(r"(?<=(?:ий|ой|ый|го)\s)(?:м\.?\s?о|г\.?\s?о)\.?(?!\w)", re.IGNORECASE)
_FOUR = re.compile(r"(?<=[aeiouy])4(?![\d])|\b4(?=[aeiou][a-z]{2})", re.IGNORECASE)
"""«Ч» in chats: Pavlovi4, 4ernova."""
_ENGLISH = {"school": "школа", "lyceum": "лицей", "gymnasium": "гимназия", "district": "район"}
_ENGLISH_WORD = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*\.?|\d+(?:[^\W\d_](?![^\W\d_]))?|[,;:()|/—–«»\"“”\[\]<>+&\n]|\s-\s|№|\."
)
_BREAKS = frozenset(',;:()|/—–[]<>+&-"«»“”\n')
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_GLUED = re.compile(r"-(?=(?:м[абк]?оу|сош|оош|нош|школа|лицей|гимназия)(?![а-яё]))", re.IGNORECASE)
"""A hyphen between a name and a school that is written close up."""
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)

_HEAD, _DEPUTY, _TEAM = Post.SCHOOL_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER
_POSTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (post, re.compile(form, re.IGNORECASE))
    for post, form in (
        (_DEPUTY, r"\bзам[\w.]*\s*дир[\w.]*(?:\s+(?:по|шк)\s*[\w-]+)*|\bзавуч\w*|\bдепути\w*|\bdeputy\b[\w ]{0,9}"),
        (_DEPUTY, r"\bзам(?:еститель)?\.?(?!\w)(?:\s+по\s+[\w-]+)?|\bЗДУВР\b|\bз[/ ]?д\b(?=.*\bпо\b)"),
        (_HEAD, r"\bдиректор\w*|\bdirektor\w*|\bdirector\w*|\bдир\.|\bруководител\w+ (?:школы|оо|оу)\b"),
        (
            Post.MUNICIPAL_HEAD,
            (
                r"\b(?:начальник\w*|председател\w+|руководител\w+)(?=\s+(?:управлен|отдел|комитет|департамент|моуо"
                r"|муо|роо))"
            ),
        ),
        (Post.COORDINATOR, r"\b(?:муниципальн\w+ |региональн\w+ )?координатор\w*|\bcoordinator\b|\bkoordinator\b"),
        (Post.CURATOR, r"\b(?:муниципальн\w+ |региональн\w+ )?куратор\w*|\bcurator\b|\bkurator\b"),
        (Post.EXPERT, r"\bэксперт\w*"),
        (_TEAM, r"\bчлен\w* (?:школьной |управленческой )*команды|\bуправленческ\w+ команд\w*"),
        (
            "teacher",
            (
                r"\bучител\w+(?:\s+(?:начальных классов|русского языка|[а-я]+(?:ики|ии|ого языка|ры)))?|\bуч\."
                r"|\bпедагог\w*[\w-]*"
                r"|\bпсихолог\w*|\bсоц\w*\.? ?педагог\w*|\bлогопед\w*|\bвоспитател\w+|\bбиблиотекар\w*"
                r"|\bпреподавател\w+|\bтьютор\w*"
            ),
        ),
        (
            "",
            r"\b(?:(?:ведущ|главн|старш)\w+ )?(?:методист\w*|специалист\w*|начальник\w*|заведующ\w+|руководител\w+)",
        ),
        (
            "",
            (
                r"\bсоветник\w*|\bсекретар\w+|\bсотрудник\w*|\bпредставител\w+|\bпо (?:[уну]?м?вр|умр|нмр|ах[чр])\b"
                r"|\bкоманда\b"
            ),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text; `forms` are the folded Russian words it may be, `letters` those of an initial."""

    text: str
    at: int
    segment: int
    forms: tuple[str, ...] = ()
    letters: str = ""
    latin: bool = False
    said: str = ""
    """What stands for a word in Latin letters where a place is looked for."""

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class Text:
    """A text taken apart. `posts` are the posts named in it; "teacher" is none of the system."""

    words: tuple[Word, ...]
    posts: frozenset[str] = frozenset()
    emails: tuple[str, ...] = ()
    device: bool = False
    shared: bool = False
    latin: bool = False
    layout: bool = False
    yo: bool = False


def read(text: str, registry: Registry) -> Text:
    """Take a text apart; one typed in the other keyboard layout is read as it was meant. Names end before `LONGEST`."""
    text = text[:LONGEST]
    emails = tuple(found.casefold() for found in _EMAIL.findall(text))
    bare = _plain(_EMAIL.sub(" ", text))
    if _LATIN.search(bare) and not _CYRILLIC.search(bare):
        for meant in typed_in_latin(bare):
            if _is_of_people(meant, registry):
                return _read(meant, registry, emails, layout=True)
    elif bare and not _LATIN.search(bare) and not _is_of_people(bare, registry):
        meant = typed_in_russian(bare)
        if not _CYRILLIC.search(meant) and _is_of_people_in_latin(meant, registry):
            return _read(meant, registry, emails, layout=True)
    return _read(bare, registry, emails)


def local_part(email: str) -> str:
    """The words of an address before its sign."""
    return re.sub(r"[._+\d-]+", " ", email.partition("@")[0])


def posts_in(text: str) -> tuple[frozenset[str], str]:
    """The posts that a text names, and the text without them."""
    found = set()
    text = _ACTING.sub(" ", text)
    for post, form in _POSTS:
        text, count = form.subn(" , ", text)
        if count and post:
            found.add(str(post))
    return frozenset(found), text


def _plain(text: str) -> str:
    """Without decorations: emoji, symbols, repeated signs; underscores are spaces."""
    composed = unicodedata.normalize("NFKC", text.replace("№", "\0")).replace("\0", "№")
    kept = (sign if _plain_sign(sign) else " " for sign in composed)
    return " ".join("".join(kept).replace("_", " ").split())


def _plain_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNPZ" or sign in "№+|<>`~"


def _read(text: str, registry: Registry, emails: tuple[str, ...], *, layout: bool = False) -> Text:
    if not layout:
        meant = _partly_meant(text, registry)
        text, layout = meant or text, bool(meant)
    text = _TELEPHONE.sub(" ", text)
    text, devices = _DEVICE.subn(" ", text)
    text, shared = _SHARED.subn(" ", text)
    text = _AFTER_ADJECTIVE.sub("муниципальный округ", _DISTRICT.sub(" район ", _OF_DEVICE.sub(" ", text)))
    text = _FOUR.sub("ch", text)
    text = _ENGLISH_WORD.sub(lambda found: _ENGLISH[found[0].casefold()], text)
    posts, text = posts_in(text)
    words = tuple(_words(_split(text), registry))
    return Text(
        words,
        posts,
        emails,
        device=bool(devices),
        shared=bool(shared),
        latin=any(word.latin for word in words),
        layout=layout,
        yo="ё" in text.casefold(),
    )


def _partly_meant(text: str, registry: Registry) -> str:
    """The text with the parts of a name that were typed in the other layout as they were meant; "" without any."""
    chunks = text.split()
    meant = [_meant(chunk, registry) for chunk in chunks]
    if not any(meant):
        return ""
    initials = [_INITIALS.fullmatch(chunk) for chunk in chunks]
    return " ".join(
        one or (list(typed_in_latin(chunk))[-1] if initial else chunk)
        for one, initial, chunk in zip(meant, initials, chunks, strict=True)
    )


_INITIALS = re.compile(r"(?:[A-Za-z;'\[\]`,][./]?){1,2},?")


def _meant(chunk: str, registry: Registry) -> str:
    """A known part of a name typed in the other keyboard layout; "" for anything else."""
    bare = chunk.rstrip(",")
    if len(bare) < 3 or _CYRILLIC.search(chunk) or any(map(str.isdigit, chunk)):
        return ""
    if not _LATIN.search(chunk) or _known_latin(bare.casefold(), registry):
        return ""
    for typed in dict.fromkeys((chunk, bare)):
        meant = next(typed_in_latin(typed))
        word = part(meant)
        if word in registry.by_surname or word in registry.given or word in registry.patronymics:
            return meant + chunk[len(typed) :]
    return ""


def _split(text: str) -> str:
    """With spaces where a small letter is followed by a capital one, as in IvanovaMP; legal forms stay whole."""
    return _CAMEL.sub(" ", _GLUED.sub(" - ", text))


def _words(text: str, registry: Registry) -> Iterator[Word]:
    segment = at = 0
    last: tuple[str, ...] = ()
    for found in _TOKEN.findall(text):
        sign = found.strip()
        if sign in _BREAKS:
            segment += 1
        elif sign.isdigit() or (sign and sign[0].isdigit()):
            yield Word(sign, at, segment, (sign.casefold(),))
            at += 1
        elif sign and sign[0].isalpha():
            surname = bool(last) and any(form in registry.by_surname for form in last)
            for word in _one(sign, registry, after_surname=surname):
                last = word.forms
                yield replace(word, at=at, segment=segment)
                at += 1


def _one(sign: str, registry: Registry, *, after_surname: bool) -> Iterator[Word]:
    bare = sign.rstrip(".")
    folded = folded_name(bare)
    if len(bare) == 1:
        yield Word(sign, 0, 0, (), _letters(bare))
    elif not _CYRILLIC.search(folded):
        yield from _of_latin(bare, sign, registry)
    elif len(bare) == 2 and _two_initials(bare, folded, registry, after_surname=after_surname):
        yield from (Word(letter, 0, 0, (), _letters(letter)) for letter in bare)
    else:
        yield Word(sign, 0, 0, (given.alike(folded.replace("‐", "-").replace("‑", "-")),))


def _two_initials(bare: str, folded: str, registry: Registry, *, after_surname: bool) -> bool:
    """Whether two letters are initials written as one word."""
    if folded in NO_INITIALS or folded in registry.schools.vocabulary:
        return bare.isupper() and after_surname and folded not in _OFFICES
    return bare.isupper() or after_surname


NO_INITIALS = frozenset(
    [
        "оу",
        "оо",
        "уо",
        "мо",
        "го",
        "мр",
        "ио",
        "шк",
        "сш",
        "рф",
        "ит",
        "до",
        "нш",
        "дс",
        "рп",
        "ст",
        "им",
        "уч",
        "от",
        "из",
        "по",
        "на",
        "не",
        "да",
        "во",
        "со",
        "мц",
        "цо",
        "ук",
        "ао",
        "ас",
    ]
)
"""Two letters that are something else than initials."""


def _of_latin(bare: str, sign: str, registry: Registry) -> Iterator[Word]:
    small = bare.casefold()
    known = tuple(
        dict.fromkeys(word for key in sorted(keys_of_latin(small)) for word in registry.by_latin.get(key, ()))
    )
    if not known and "-" in small:
        halves = [_known_latin(half, registry) for half in small.split("-")]
        known = tuple(f"{one}-{other}" for one in halves[0] for other in halves[-1]) if len(halves) == 2 else ()
    if not known and (small in INITIALS and len(small) <= 2 and (sign.endswith(".") or bare.istitle())):
        yield Word(sign, 0, 0, (), INITIALS[small], latin=True)
    elif not known and len(bare) == 2 and bare.isupper():
        yield from (Word(letter, 0, 0, (), INITIALS.get(letter.casefold(), ""), latin=True) for letter in bare)
    else:
        vocabulary = registry.schools.vocabulary
        said = next((word for word in known if word in vocabulary), next(iter(known), ""))
        yield Word(sign, 0, 0, tuple(dict.fromkeys(map(given.alike, known))) or (small,), latin=True, said=said)


def _known_latin(word: str, registry: Registry) -> list[str]:
    return [known for key in sorted(keys_of_latin(word)) for known in registry.by_latin.get(key, ())]


_OFFICES = frozenset({"оу", "оо", "уо", "мо", "го", "мр", "ио", "сш"})
"""Those that stand behind a surname as well."""


def _letters(letter: str) -> str:
    small = part(letter)
    return INITIALS.get(small, "") + _LOOKALIKE.get(small, "") if small.isascii() else small


_LOOKALIKE = {
    "a": "а",
    "b": "в",
    "e": "е",
    "k": "к",
    "m": "м",
    "h": "н",
    "o": "о",
    "p": "р",
    "c": "с",
    "t": "т",
    "x": "х",
}
"""Initials in Latin letters that only look like the Russian one."""


def _is_of_people(text: str, registry: Registry) -> bool:
    """Whether a text holds a surname, or a given name and a patronymic."""
    words = [part(word.rstrip(".")) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _split(text))]
    if any(word in registry.by_surname or registry.near_surnames(word) for word in words):
        return True
    return any(map(registry.given.__contains__, words)) or any(word in given.SHORT for word in words)


def _is_of_people_in_latin(text: str, registry: Registry) -> bool:
    words = re.findall(r"[a-z]{3,}", text.casefold())
    known = [word for word in words if _known_latin(word, registry)]
    return bool(known) and len(known) * 2 >= len(words)
