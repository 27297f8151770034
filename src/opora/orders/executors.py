"""Executors of an action: names as the order has them, and the codes of the bodies they mean."""

import re
from collections.abc import Sequence

from opora.orders.definitions import AGREED, DEFINITION, meaning
from opora.orders.order import Definition
from opora.orders.wording import dash

_CODES = (
    ("cnppm", r"\bЦНППМ|центр\w*\s+непрерывного\s+повышения"),
    ("municipal_head", r"руководител\w+\s+(?:МОУО|муниципальн\w+\s+орган\w*|органов\s+управлени\w+)"),
    ("municipal_head", r"начальник\w*\s+(?:управлени|отдел)\w*\s+(?:\(\w+\)\s+)?образовани"),
    ("coordinator", r"координатор"),
    ("curator", r"куратор"),
    (
        "school_head",
        r"(?:руководител|директор)\w*\s+(?:ШНОР|школ|ОО\b|ОУ\b|(?:обще)?образовательн\w+\s+(?:организац|учрежд))",
    ),
    ("management_team", r"управленческ\w+\s+команд"),
    ("expert", r"эксперт"),
    (
        "municipality",
        r"администраци\w*\s+(?:\w+\s+)?(?:город|район|муниципальн|округ)|\b(?:Р|Г|Гор|Рай)?УО\b|\bОМСУ?\b",
    ),
    ("municipality", r"\bМОУО|\bМО\b|муниципалитет|муниципальн\w+\s+(?:орган|образован|район|округ)"),
    ("municipality", r"отдел\w*\s+образовани|орган\w*\s+(?:местного\s+самоуправления|управлени\w+\s+образовани)"),
    ("municipality", r"управлени\w+\s+образовани|комитет\w*\s+по\s+образовани"),
    ("ministry", r"министерств|\bминобр|департамент\w*\s+образовани|комитет\w*\s+образовани"),
    ("institute", r"\b\w*ИРО\b|\bИПК|\bДПО\b|институт|академи\w+\s+(?:постдиплом|образовани)"),
    ("school", r"\bМ[БАК]?ОУ\b|\b[СОН]ОШ\b|гимнази|лице[йея]"),
    ("school", r"\bШНОР\b|школ|\bОО\b|\bОУ\b|образовательн\w+\s+(?:организац|учрежд)"),
)
_OPENING, _CLOSING = "«(“", "»)”"
_LABEL = re.compile(
    r"\s*(?:(?:[-–—•·*]|\d{1,2}[.)])\s+|(?:ответственн\w+(?:\s+исполнител\w+)?|исполнител\w+|соисполнител\w+)\s*[:–-]\s*)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r",?\s+(?:совместно|во\s+взаимодействии)\s+со?\s+|(?<=[а-яёА-ЯЁ»])\s?/\s?(?=[«А-ЯЁ])")
_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(rf"(?:{_NAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{_NAME})")
_POST = re.compile(
    r"(?:и\.\s?о\.\s*|врио\s+|первый\s+|старший\s+|главный\s+|ведущий\s+)*(?:начальник|заместитель|зам\.|методист|директор"
    r"|специалист|консультант|заведующ(?:ий|ая)|руководитель|министр|учитель|советник|инспектор|педагог|секретарь|глава"
    r"|председатель|координатор|куратор|проректор|ректор|эксперт)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:имеющ|осуществляющ|функционирующ|являющ|реализующ|участвующ|подведомственн|включ[её]нн|вошедш|показавш|в\s+отношении"
    r"|в\s+том\s+числе|котор|(?:№\s*)?\d+$)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:(?i:министерство|департамент|управлени[ея]|отделы?|комитет|институт|центры?|школы|кураторы|координаторы"
    r"|руководители|директора|педагоги|эксперты|органы|администраци[яи]|муниципальные\s+\w+|образовательные\s+\w+"
    r"|общеобразовательные\s+\w+|методическ(?:ий|ие|ая)\s+\w+)|(?!ОО|ОУ)[А-ЯЁ]{3,})(?!\w)"
)
_PEOPLE = re.compile(
    r"(?:руководители|директора|начальники|заместители|специалисты|представители|педагоги|учителя)(?!\w)", re.I
)


def executors(text: str) -> tuple[str, ...]:
    """The names of a cell: split at commas, semicolons and line ends outside quotes and brackets, and between bodies.

    A person and the post after the name are one; so are a body and a clause about it («школы, имеющие …»).
    """
    text = _TOGETHER.sub("\n", AGREED.sub(" ", DEFINITION.sub(" ", text)))
    names: list[str] = []
    for piece in _pieces(text):
        name = _LABEL.sub("", " ".join(piece.split()), count=1)
        if dash(name):
            continue
        if names and (_CLAUSE.match(name) or (_PERSON.fullmatch(names[-1]) and _POST.match(name))):
            names[-1] = f"{names[-1]}, {name}"
        else:
            names.extend(_bodies(name))
    return tuple(dict.fromkeys(names))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = [""]
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
        if sign == "\n" or (sign in ",;" and depth == 0):
            pieces.append("")
            depth = 0
        else:
            pieces[-1] += sign
    return pieces


def _bodies(name: str) -> list[str]:
    """«А и Б» as two only where both are surely bodies: «директора школ и МОУО» may be directors of both."""
    left, conjunction, right = name.partition(" и ")
    if not conjunction or not _BODY.match(left) or not _BODY.match(right) or left.count("«") > left.count("»"):
        return [name]
    if _PEOPLE.match(left) and re.match("[А-ЯЁ]{2}", right):
        return [name]
    return [left, *_bodies(right)]


def code_of(name: str, known: Sequence[Definition] = ()) -> str | None:
    """The body that a name means, an abbreviation taken for what the order says it stands for; None if unknown."""
    told = meaning(name.strip(' «»"“”'), known)
    for text in (name, told or ""):
        for code, pattern in _CODES:
            if text and re.search(pattern, text, re.IGNORECASE):
                return code
    return None


def codes(names: Sequence[str], known: Sequence[Definition] = ()) -> tuple[str, ...]:
    """The codes of several executors, each once, in their order; a name without a code gives none."""
    found = (code_of(name, known) for name in names)
    return tuple(dict.fromkeys(code for code in found if code))
