"""The table of the README files: every action of 2022 and what of it works today.

`python -m tests.spec.actions_table` writes it between its two marks; the test beside holds it against the words.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opora.indicators.checker import read
from opora.indicators.registry import Registry
from opora.indicators.syntax import Call, walk
from tests.spec.indicators import ROOT, keys, load, words_of

BEGIN, END = "<!-- actions -->\n", "<!-- /actions -->\n"


@dataclass(frozen=True)
class Readme:
    """One of the two files and its words."""

    path: Path
    language: str
    heads: tuple[str, str, str]
    works: str
    waits: str
    parts: Mapping[tuple[str, ...], str]
    """Which part of Opora the awaited words belong to."""

    def part(self, word: str) -> str:
        """The part that will lend a word."""
        return next(part for names, part in self.parts.items() if word in names)


README = Readme(
    ROOT / "README.md",
    "en",
    ("No.", "action", "its figures"),
    "computed",
    "wait for {parts}",
    {
        ("surveyed",): "surveys",
        ("visited",): "visits",
        ("risks_activated",): "risk profiles",
        ("roadmap_published",): "municipal roadmaps",
        ("expertise_passed",): "expert review",
        ("documents_confirmed",): "document sets",
        ("trained", "took_course"): "training",
        ("delivered",): "deliverables",
        ("requests", "consultations"): "the consultation desk",
        ("page_views", "news"): "the public site",
        ("systemic_approach",): "monitoring",
        ("pupils_assessed", "succeeded"): "tests",
    },
)
README_RU = Readme(
    ROOT / "README.ru.md",
    "ru",
    ("№", "действие", "показатели"),
    "вычисляются",
    "ждут: {parts}",
    {
        ("surveyed",): "анкетирование",
        ("visited",): "посещения",
        ("risks_activated",): "рисковые профили",
        ("roadmap_published",): "муниципальные дорожные карты",
        ("expertise_passed",): "экспертиза",
        ("documents_confirmed",): "комплекты документов",
        ("trained", "took_course"): "обучение",
        ("delivered",): "материалы программы",
        ("requests", "consultations"): "консультационный пункт",
        ("page_views", "news"): "открытый сайт",
        ("systemic_approach",): "мониторинг",
        ("pupils_assessed", "succeeded"): "проверочные работы",
    },
)


def table(readme: Readme, programme: Mapping[str, Any]) -> str:
    """The rows of all actions."""
    words = words_of(programme)
    rows = [(action["n"], action[readme.language], _figures(readme, action, words)) for action in programme["actions"]]
    return "".join("| {} | {} | {} |\n".format(*row) for row in (readme.heads, *rows)).replace(
        "\n", "\n|---|---|---|\n", 1
    )


def _figures(readme: Readme, action: Mapping[str, Any], words: Registry) -> str:
    awaited = {
        key: _awaited(one["formula"], words) for key, one in zip(keys(action), action["indicators"], strict=True)
    }
    parts = dict.fromkeys(readme.part(word) for names in awaited.values() for word in names)
    return readme.waits.format(parts=", ".join(parts)) if parts else f"**{readme.works}**"


def _awaited(formula: str, words: Registry) -> list[str]:
    called = (node.name for node in walk(read(formula, words)) if isinstance(node, Call))
    return [name for name in called if name in words.words and words.words[name].call is None]


def written(readme: Readme) -> str:
    """The table as the file has it."""
    return readme.path.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def write(readme: Readme, programme: Mapping[str, Any]) -> None:
    """Put the table in its place."""
    before, _begin, rest = readme.path.read_text("utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    readme.path.write_text(f"{before}{BEGIN}{table(readme, programme)}{END}{after}", "utf-8")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    django.setup()
    for one in (README, README_RU):
        write(one, load())
