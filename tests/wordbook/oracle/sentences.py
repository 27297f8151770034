"""The 53 indicators of 2022, written out by hand: who is asked, about what."""

import datetime as dt
from collections.abc import Callable, Mapping

from tests.wordbook.oracle.asked import union
from tests.wordbook.oracle.counting import Recount
from tests.wordbook.oracle.rows import Ask, Count

Sentence = Callable[[Recount, dt.date], Count]

LAST_DUE: Mapping[str, dt.date] = {
    number: dt.date(2021 if number in ("1", "2") else 2022, month, day)
    for number, (month, day) in {
        "1": (12, 15),
        "2": (12, 22),
        "3": (2, 4),
        "4": (2, 8),
        "5": (2, 8),
        "6": (2, 9),
        "7": (3, 1),
        "8": (3, 1),
        "9": (3, 30),
        "10": (11, 1),
        "11": (3, 4),
        "12": (3, 5),
        "13": (3, 10),
        "14": (3, 28),
        "15": (3, 30),
        "16": (3, 30),
        "17": (11, 1),
        "18": (11, 1),
        "19": (12, 22),
        "20": (11, 1),
        "21": (4, 27),
        "22": (4, 27),
        "23": (10, 31),
        "24": (4, 22),
        "25": (4, 30),
        "26": (11, 30),
        "27": (12, 31),
        "28": (12, 31),
        "29": (5, 6),
        "30": (5, 27),
        "31": (6, 15),
        "32": (8, 30),
        "33": (8, 30),
        "34": (8, 31),
        "35": (9, 15),
        "36": (9, 30),
        "37": (9, 30),
        "38": (11, 15),
        "39": (10, 31),
        "40": (10, 17),
        "41": (11, 30),
        "42": (10, 5),
        "43": (10, 26),
        "44": (10, 27),
        "45": (11, 2),
        "46": (11, 1),
        "47": (11, 30),
        "48": (12, 31),
    }.items()
}
"""The last day of the last period of each action."""


def of_heads(code: str) -> Sentence:
    return lambda one, due: one.share(one.municipal_heads(), one.event(code), due)


def of_everybody(code: str) -> Sentence:
    return lambda one, due: one.share(
        union(one.school_heads("current"), one.curators("current"), one.coordinators("current")), one.event(code), due
    )


def of_schools(ask: Callable[[Recount], Ask], *cohorts: str) -> Sentence:
    return lambda one, due: one.share(one.school_people(*cohorts or ("current",)), ask(one), due)


def of_places(ask: Callable[[Recount], Ask], *cohorts: str) -> Sentence:
    return lambda one, due: one.share(one.municipalities(*cohorts), ask(one), due)


def of_teams(training: str) -> Sentence:
    return lambda one, due: one.share(one.teams("current", "previous"), one.trained(training), due)


def document(code: str) -> Sentence:
    return lambda one, _due: one.delivered(code)


def growth(one: Recount, due: dt.date) -> Count:
    of_wave = (one.share(one.municipalities("current"), one.systemic(number), due, at_close=True) for number in (1, 2))
    return one.change(*of_wave)


SENTENCES: Mapping[str, Sentence] = {
    "1": of_heads("vks-1"),
    "2": of_heads("collegium"),
    "3": of_schools(lambda one: one.surveyed("risk-profile")),
    "4": of_places(lambda one: one.appointed("coordinator", "municipality_id"), "current"),
    "5": of_schools(lambda one: one.appointed("curator", "school_id")),
    "6": of_heads("vks-2"),
    "7": of_schools(lambda one: one.simply(one.ours("Visit", kind="first"))),
    "8": of_schools(lambda one: one.risks_activated()),
    "9": of_places(lambda one: one.roadmap_published()),
    "10": lambda one, due: one.number(
        one.school_people("current", growth=True), one.simply(one.presentations("regional")), due
    ),
    "11": document("concept-templates"),
    "12": of_everybody("vector-1"),
    "13": document("expert-council"),
    "14": of_schools(lambda one: one.expertise_passed("concept")),
    "15": of_schools(lambda one: one.documents_confirmed("concept")),
    "16": document("programme-risk-factors"),
    "17.1": lambda one, _due: one.tally("request", one.ours("Request")),
    "17.2": lambda one, _due: one.tally("consultation", one.ours("Consultation", mode="network")),
    "18": lambda one, _due: one.tally("views", one.ours("PageViews"), "views"),
    "19": lambda one, due: one.least(one.ours("News"), dt.date(2022, 3, 1), due, 2),
    "20": lambda one, due: one.number(one.school_heads("current", "previous"), one.series("effective-leader"), due),
    "21": of_places(lambda one: one.systemic(1), "current"),
    "22": of_heads("vks-3"),
    "23": of_teams("risk-factors"),
    "24": of_schools(lambda one: one.event("mentor-session")),
    "25": of_schools(lambda one: one.event("mentor-day"), "current", "previous"),
    "26": of_schools(lambda one: one.took_course("academy")),
    "27.1": of_schools(lambda one: one.series("online-seminar"), "current", "previous"),
    "27.2": lambda one, _due: one.sessions("online-seminar"),
    "28.1": of_schools(lambda one: one.series("internship")),
    "28.2": lambda one, _due: one.sessions("internship"),
    "29": of_everybody("vector-2"),
    "30": of_schools(lambda one: one.expertise_passed("stage-1")),
    "31": of_heads("vks-4"),
    "32": document("programme-mentoring"),
    "34": of_heads("vks-5"),
    "35.1": lambda one, due: one.number(
        one.school_people("current", "previous"), one.prepared("festival", "experience", "school_id"), due
    ),
    "35.2": lambda one, due: one.number(
        one.curators("current", "previous"), one.prepared("festival", "analysis", "person_id"), due
    ),
    "35.3": lambda one, due: one.number(
        one.coordinators("current", "previous"), one.prepared("festival", "analysis", "person_id"), due
    ),
    "36": of_schools(lambda one: one.event("round-table")),
    "37": of_schools(lambda one: one.event("fl-conference")),
    "38": lambda one, due: one.share(one.classes("functional-literacy"), one.succeeded("functional-literacy"), due),
    "39": of_teams("mentoring"),
    "40": document("analytic-report"),
    "41": of_schools(lambda one: one.event("fl-relay")),
    "42": of_everybody("vector-3"),
    "43": of_schools(lambda one: one.expertise_passed("stage-2")),
    "44": growth,
    "45": of_heads("vks-6"),
    "46": of_schools(lambda one: one.documents_confirmed("stage-2")),
    "47": document("methodical-guide"),
    "48": of_schools(lambda one: one.event("mentors-session")),
}
"""All but 33, which counts actions: `evidence` has it."""


def count(one: Recount, key: str) -> Count:
    """One indicator."""
    return SENTENCES[key](one, LAST_DUE[key.partition(".")[0]])
