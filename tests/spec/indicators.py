"""docs/indicators.md: what each indicator of the programme says, how it is proved and what it waits for.

`python -m tests.spec.indicators` writes the page; the test beside holds it against the programme and its words.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from opora.indicators.awaiting import read_awaiting
from opora.indicators.checker import read
from opora.indicators.facts import Proof
from opora.indicators.registry import Kind, Registry, language
from opora.indicators.sentences import Titles, sentence, titles_of
from opora.indicators.syntax import Call, Node, walk

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "programmes" / "2022.yaml"
PAGE = ROOT / "docs" / "indicators.md"
HEAD = """\
# The 53 indicators of 2022

What each indicator of `programmes/2022.yaml` means, in one sentence of Russian and of English. The sentences are
composed from the formula by `opora.indicators.sentences`; nobody writes them by hand. The language is explained in
[formula-language.md](formula-language.md). This page is generated (`python -m tests.spec.indicators`), and a test
fails when it differs from the programme.

*Proved by* says when an action counts as executed: by its source (the event is held and its attendance closed, the
document approved, the wave, group or review closed), by its source once the period is over, or by its subjects (nobody
missing or unknown). *Waits for* names the words whose part of Opora is not built yet: until then the figure is unknown.
"""
PROVED = {
    Proof.SOURCE: "its source",
    Proof.RUNNING: "its source once the period is over",
    Proof.SUBJECTS: "its subjects",
}


def words_of(programme: Mapping[str, Any]) -> Registry:
    """The words of this installation and those that the programme waits for."""
    awaited, mistakes = read_awaiting(programme["awaiting"])
    if mistakes:
        raise ValueError("; ".join(map(str, mistakes)))
    return language.with_words(awaited)


def page(programme: Mapping[str, Any]) -> str:
    """The whole page."""
    words, titles = words_of(programme), titles_of(programme)
    actions = ("\n".join(_action(action, words, titles)) for action in programme["actions"])
    return "\n".join([HEAD, *actions])


def keys(action: Mapping[str, Any]) -> list[str]:
    """The keys of an action's indicators: "5", or "35.1" … where it has several."""
    count = len(action["indicators"])
    return [f"{action['n']}.{place}" if count > 1 else f"{action['n']}" for place in range(1, count + 1)]


def _action(action: Mapping[str, Any], words: Registry, titles: Titles) -> Iterator[str]:
    yield f"## {action['n']}. {action['ru']}\n"
    yield f"{action['en']}\n"
    for key, indicator in zip(keys(action), action["indicators"], strict=True):
        node = read(indicator["formula"], words)
        if len(action["indicators"]) > 1:
            yield f"### {key}\n"
        for code in ("ru", "en"):
            with translation.override(code):
                yield f"> {sentence(node, words, titles)}\n" + (">" if code == "ru" else "")
        yield f"- Formula: `{indicator['formula']}`"
        yield f"- Target: {'`' + indicator['target'] + '`' if indicator['target'] else 'none in the order'}"
        yield f"- Proved by: {PROVED[_proof(node, words)]}"
        if waits := _awaited(node, words):
            yield f"- Waits for: {', '.join(f'`{name}`' for name in waits)}"
        yield ""
    if reading := action.get("reading"):
        yield f"How we read it:\n\n> {reading['ru']}.\n>\n> {reading['en']}.\n"
    if oddities := action.get("oddities"):
        yield "Oddities of the order:\n"
        for oddity in oddities:
            yield f"- {oddity['ru']}"
            yield f"  · {oddity['en']}"
        yield ""


def _calls(node: Node) -> list[Call]:
    return [part for part in walk(node) if isinstance(part, Call)]


def _proof(node: Node, words: Registry) -> Proof:
    """The proof of the word that says what happened."""
    found = [words.words[call.name] for call in _calls(node) if call.name in words.words]
    return next(word.proof for word in found if word.kind is not Kind.POPULATION)


def _awaited(node: Node, words: Registry) -> list[str]:
    names = dict.fromkeys(call.name for call in _calls(node))
    return [name for name in names if name in words.words and words.words[name].call is None]


def load() -> dict[str, Any]:
    """The programme as it stands in the file."""
    programme: dict[str, Any] = yaml.safe_load(PROGRAMME.read_text("utf-8"))
    return programme


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    django.setup()
    PAGE.write_text(page(load()), "utf-8")
