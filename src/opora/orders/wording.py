"""Small questions about Russian wording that several parts ask."""

import re

_DASHES = "‐‑‒–—―−-"
ABBREVIATION = re.compile(r"\b[А-ЯЁ]{2,8}\b")


def fold(text: str) -> str:
    """For comparing: lower case, one space, «ё» as «е», any dash as a hyphen, no quotes."""
    text = re.sub(rf"[{_DASHES}]", "-", text.lower().replace("ё", "е"))
    return " ".join(re.sub(r"[«»\"“”„]", "", text).split())


LATIN = re.compile("[A-Za-z]")
MAY_MIX = re.compile(r"(?<![\w@./-])[A-Za-zА-Яа-яЁё]{2,}(?![\w@]|\.\w)")
"""A word that no address and no abbreviation with figures is part of."""
_LOOKALIKES = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")


def in_one_alphabet(text: str) -> str:
    """The text with every word that mixes the alphabets by look-alike letters alone written in Cyrillic."""
    return MAY_MIX.sub(_in_cyrillic, text) if LATIN.search(text) else text


def _in_cyrillic(word: re.Match[str]) -> str:
    mended = word[0].translate(_LOOKALIKES)
    wholly = re.search("[А-Яа-яЁё]", word[0]) and not re.search("[A-Za-z]", mended)
    return mended if wholly else word[0]


def words(text: str) -> list[str]:
    """The words of folded text."""
    return re.findall(r"[а-яa-z0-9+]+(?:-[а-яa-z0-9+]+)*", fold(text))


def stem(word: str) -> str:
    """A word without its ending, good enough to see that two forms are of one word."""
    folded = fold(word)
    return re.sub(
        r"(?:иями|ями|ами|иях|ях|ах|ием|ией|ого|его|ому|ему|ыми|ими|ость|ости|ия|ии|ию|ие|ий|ый|ой|ая|яя|ое|ее|ые|ых|их|ым"
        r"|им|ую|юю|ом|ем|ов|ев|ей|а|я|о|е|ы|и|у|ю|ь)$",
        "",
        folded,
    )


def cut(text: str) -> bool:
    """Whether the text ends inside a word."""
    return re.search(rf"[^\W\d_][{_DASHES}]\s*$", text) is not None


def dash(text: str) -> bool:
    """Whether a cell says "none": empty or only dashes and dots."""
    return not text.strip(f" .\u00a0\n{_DASHES}")


_DITTO = re.compile(rf"[\s{_DASHES}]*(?:[/\\]{{2}}|[\"“”„«»〃'`]{{1,2}})[\s{_DASHES}]*|т[оеи]\s+же", re.IGNORECASE)


def ditto(text: str) -> bool:
    """Whether a cell says "as above": quotation marks, «-//-», «то же»."""
    return _DITTO.fullmatch(text.strip()) is not None
