"""A programme of five rows with every kind of evidence that exists, over the places and years of the apps below."""

import datetime as dt
from typing import Any

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.programmes.models import Programme
from opora.roadmap import actions
from opora.roadmap.actions import Loaded
from opora.roadmap.programme_values import take

LOADED_AT = dt.datetime(2021, 12, 16, 12, tzinfo=dt.UTC)


def words(ru: str, en: str) -> dict[str, str]:
    return {"ru": ru, "en": en}


def row(number: str, due: str, formula: str, **more: Any) -> dict[str, Any]:
    indicators = [{"formula": formula, "target": more.pop("target", None)}]
    return {
        "n": number,
        "ru": f"Действие {number}",
        "en": f"Action {number}",
        "due": [due],
        "by": "ministry",
        "indicators": indicators,
        **more,
    }


def data(year: int = 2022) -> dict[str, Any]:
    """The mapping of its file; change it before `take`."""
    return {
        "programme": {
            "year": year,
            "title": words(f"Проект {year}", f"Project {year}"),
            "order": {"number": "7", "date": f"{year}-02-28"},
        },
        "cohorts": {"current": year, "previous": year - 1},
        "executors": {"ministry": words("Министерство", "Ministry"), "institute": words("Институт", "Institute")},
        "groups": {"people": words("Люди", "People")},
        "pages": {"audit": {**words("Страница", "Page"), "url": "https://example.org/audit"}},
        "titles": {"call": words(f"совещании {year} года", f"the call of {year}"), "guide": words("пособие", "guide")},
        "awaiting": {
            "summoned": {
                "kind": "fact",
                "of": ["post", "school"],
                "arguments": ["event"],
                "proof": "source",
                **words("участвовавших в {event}", "present at {event}"),
            },
            "delivered": {"kind": "delivery", "arguments": ["code"], "proof": "source", **words("{code}", "{code}")},
        },
        "order_oddities": ["two dates"],
        "actions": [
            row("1", f"{year - 1}-12-15", 'share(municipal_heads(), summoned("call"))', info=["audit"]),
            row(
                "4", f"{year}-02-08", "share(municipalities(current), coordinator_appointed())",
                target="= 100", group="people", reading=words("так", "so"),
                oddities=[words("нет ссылки", "no link"), "odd"],
            ),
            row("5", f"{year}-02-08", "share(schools(current), curator_appointed())", group="people"),
            row("33", f"{year}-08-01..{year}-08-30", 'share(actions("regional"), executed())'),
            {
                **row("35", f"{year}-04", "", by="ministry+institute", by_plan=True),
                "indicators": [
                    {"formula": "count(schools(current, previous), curator_appointed())", "target": ">= 2"},
                    {"formula": 'delivered("guide")', "target": "done"},
                ],
            },
        ],
    }  # fmt: skip


def load(programme: Programme, content: dict[str, Any] | None = None) -> Loaded:
    """Load it into the region of a programme of 2022, on the day after that one began."""
    with clock.at(LOADED_AT):
        return actions.load_programme(file=take(content or data()), region=programme.region, by=SYSTEM)
