"""What proves that the 48 actions of 2022 were carried out, by hand for each, and action 33, which counts them."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tests.wordbook.oracle.counting import Recount
from tests.wordbook.oracle.rows import MET, MISSING, UNKNOWN, Count, Row
from tests.wordbook.oracle.sentences import LAST_DUE, SENTENCES, count

Due = dt.date | None


class Proved(NamedTuple):
    """Evidence of one indicator: complete on a day, or not in although something took place."""

    on: Due
    pending: bool = False


Evidence = Callable[[Recount, str], Proved]


def subjects(one: Recount, key: str) -> Proved:
    """Nobody is missing or unknown, and somebody is met."""
    lists = count(one, key).lists
    days = [day for _key, _weight, day in lists[MET] if day]
    whole = bool(days) and not lists[MISSING] and not lists[UNKNOWN]
    return Proved(max(days) if whole else None, bool(lists[UNKNOWN]) and not lists[MISSING])


def held(column: str, code: str) -> Evidence:
    """Everything planned was held and every list is closed."""

    def evidence(one: Recount, _key: str) -> Proved:
        chosen = [meeting for meeting in one.gatherings if meeting[column] == code]
        if chosen and all(meeting["shut"] and meeting["day"] for meeting in chosen):
            return Proved(max(meeting["shut"] for meeting in chosen))
        return Proved(None, any(meeting["day"] and not meeting["shut"] for meeting in chosen))

    return evidence


def approved(one: Recount, key: str) -> Proved:
    """The document is approved."""
    return Proved(_first(day for _key, _weight, day in count(one, key).lists[MET]))


def reviewed(stage: str) -> Evidence:
    """The review of a stage is closed."""

    def evidence(one: Recount, _key: str) -> Proved:
        begun = one.ours("Submission", stage=stage) or one.ours("Conclusion", stage=stage, final=True)
        return Proved(_first_row(one.ours("ReviewClosed", stage=stage)), bool(begun))

    return evidence


def closed(what: str, by: str, column: str, **which: object) -> Evidence:
    """All of these groups, waves, courses or tests are closed, or their lists have come in."""

    def evidence(one: Recount, _key: str) -> Proved:
        rows = one.ours(what, **which)
        closings = [one.known(by, **{column: row["id"]}) for row in rows]
        if closings and all(closings):
            return Proved(max(closing[0]["occurred_on"] for closing in closings))
        return Proved(None, bool(rows))

    return evidence


def running(of: Evidence) -> Evidence:
    """The same, and the period is over."""

    def evidence(one: Recount, key: str) -> Proved:
        proved, last = of(one, key), LAST_DUE[key.partition(".")[0]]
        return Proved(max(last, proved.on) if proved.on and one.as_of >= last else None, proved.pending)

    return evidence


def recorded(table: str, **which: object) -> Evidence:
    """There is a record at least, and the period is over."""
    return running(lambda one, _key: Proved(_first_row(one.ours(table, **which))))


def sessions(series: str) -> Evidence:
    """A session was held at least, and the period is over."""
    return running(lambda one, _key: Proved(_first(day for _k, _weight, day in one.sessions(series).lists[MET])))


def works(kind: str) -> Evidence:
    """A work of the festival was accepted at least, and the period is over."""

    def evidence(one: Recount, _key: str) -> Proved:
        ours = {row["id"] for row in one.ours("Work", at="festival", kind=kind)}
        return Proved(_first_row([row for row in one.known("WorkAcceptance") if row["work_id"] in ours]))

    return running(evidence)


EVENTS = {
    "1": "vks-1",
    "2": "collegium",
    "6": "vks-2",
    "12": "vector-1",
    "22": "vks-3",
    "24": "mentor-session",
    "25": "mentor-day",
    "29": "vector-2",
    "31": "vks-4",
    "34": "vks-5",
    "36": "round-table",
    "37": "fl-conference",
    "41": "fl-relay",
    "42": "vector-3",
    "45": "vks-6",
    "48": "mentors-session",
}


def others_known(one: Recount) -> Proved:
    """Of every other action due by the last day of action 33 it is known whether it was executed."""
    others = [number for number, last in LAST_DUE.items() if number != "33" and last <= LAST_DUE["33"]]
    if any(execution(one, number).pending and LAST_DUE[number] < one.as_of for number in others):
        return Proved(None, pending=True)
    return Proved(min(LAST_DUE.values()))


EVIDENCE: Mapping[str, Evidence] = {
    **{key: held("code", code) for key, code in EVENTS.items()},
    **dict.fromkeys(("3", "4", "5", "7", "8", "9", "15", "46"), subjects),
    **dict.fromkeys(("11", "13", "16", "32", "40", "47"), approved),
    "10": running(lambda one, _key: Proved(_first_row(one.presentations("regional")))),
    "14": reviewed("concept"),
    "17.1": recorded("Request"),
    "17.2": recorded("Consultation", mode="network"),
    "18": recorded("PageViews"),
    "19": recorded("News"),
    "20": held("series", "effective-leader"),
    "21": closed("Wave", "WaveClosed", "wave_id", number=1),
    "23": closed("Group", "GroupClosed", "group_id", training="risk-factors"),
    "26": running(closed("OutsideCourse", "CourseImported", "course_id", provider="academy")),
    "27.1": held("series", "online-seminar"),
    "27.2": sessions("online-seminar"),
    "28.1": held("series", "internship"),
    "28.2": sessions("internship"),
    "30": reviewed("stage-1"),
    "33": running(lambda one, _key: others_known(one)),
    "35.1": works("experience"),
    "35.2": works("analysis"),
    "35.3": works("analysis"),
    "38": closed("Assessment", "ResultsImported", "assessment_id"),
    "39": closed("Group", "GroupClosed", "group_id", training="mentoring"),
    "43": reviewed("stage-2"),
    "44": closed("Wave", "WaveClosed", "wave_id", number=2),
}


def execution(one: Recount, number: str) -> Proved:
    """When the evidence of every indicator of an action was complete."""
    found = [EVIDENCE[key](one, key) for key in EVIDENCE if key.partition(".")[0] == number]
    days = [proved.on for proved in found if proved.on]
    if len(days) == len(found):
        return Proved(max(days))
    return Proved(None, all(proved.pending for proved in found if not proved.on))


def of_actions(one: Recount, due: dt.date) -> Count:
    """Actions due by the earlier of the day and our own last due day, and whether they were executed."""
    day, result = min(one.as_of, due), Count()
    for row in one.standing("Action"):
        last = LAST_DUE[row["number"]]
        if last <= day:
            proved = execution(one, row["number"])
            waits = proved.pending and last < one.as_of
            result.add(MET if proved.on else UNKNOWN if waits else MISSING, f"action:{row['id']}", 1, proved.on)
    return one.percent(result)


def everything(one: Recount) -> dict[str, Count]:
    """All 53."""
    found = {key: count(one, key) for key in SENTENCES}
    return {**found, "33": of_actions(one, LAST_DUE["33"])}


def executed(one: Recount) -> dict[str, Due]:
    """Each action with the day its evidence became complete."""
    return {number: execution(one, number).on for number in LAST_DUE}


def _first(days: Iterable[Due]) -> Due:
    return min((day for day in days if day), default=None)


def _first_row(rows: Sequence[Row]) -> Due:
    return _first(row["occurred_on"] for row in rows)
