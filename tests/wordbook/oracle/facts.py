"""What is asked, and what the rows answer; the classes of a test are asked here too."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from tests.wordbook.oracle.asked import Asked
from tests.wordbook.oracle.rows import EXCLUDED, MET, MISSING, UNKNOWN, Ask, People, Row, Said, Who


class Facts(Asked):
    """Facts about subjects."""

    @cached_property
    def gatherings(self) -> list[dict[str, Any]]:
        """Events of the programme with their actual day, whether their list is closed, and who was there."""
        found = []
        codes = {row["id"]: row["code"] for row in self.ours("EventSeries")}
        off = {row["event_id"] for row in self.known("Cancellation")}
        for row in self.ours("Event"):
            if row["id"] in off:
                continue
            held = self.known("Held", event_id=row["id"])
            closed = self.known("AttendanceClosing", event_id=row["id"])
            there = {mark["person_id"] for mark in self.known("Presence", event_id=row["id"])}
            day, shut = held[0]["occurred_on"] if held else None, closed[0]["occurred_on"] if closed else None
            found.append(
                {
                    "code": row["code"],
                    "series": codes.get(row["series_id"], ""),
                    "level": row["level"],
                    "day": day,
                    "shut": shut,
                    "there": there,
                    "id": row["id"],
                }
            )
        return found

    def presentations(self, level: str) -> list[Row]:
        """What schools presented at events of a level that were held, in the order in which it became so."""
        days = {one["id"]: one["day"] for one in self.gatherings if one["level"] == level and one["day"]}
        shown = [
            {**row, "occurred_on": max(days[row["event_id"]], row["occurred_on"])}
            for row in self.known("Speaker")
            if row["event_id"] in days and row["school_id"]
        ]
        return sorted(shown, key=lambda row: row["occurred_on"])

    def event(self, code: str) -> Ask:
        chosen = [one for one in self.gatherings if one["code"] == code]
        return Ask(lambda who: self.presence(who, chosen), day=chosen[0]["day"] if chosen else None)

    def series(self, code: str) -> Ask:
        chosen = [one for one in self.gatherings if one["series"] == code]
        return Ask(lambda who: self.presence(who, chosen))

    def presence(self, who: Who, gatherings: list[dict[str, Any]]) -> Said:
        held = sorted((one for one in gatherings if one["day"]), key=lambda one: one["day"])
        for one in held:
            if one["shut"] and self.counts_as(who, one["day"]) & one["there"]:
                return MET, one["day"]
        for one in held:
            if not one["shut"] and (self.counts_as(who, one["day"]) or who.key.startswith("school:")):
                return UNKNOWN, None
        if who.post and who.person is None:
            return MISSING, None
        return (MISSING, None) if held else (UNKNOWN, None)

    def counts_as(self, who: Who, day: dt.date) -> set[int]:
        """The persons whose presence on a day is this subject's."""
        if who.key.startswith("person:"):
            return {who.person} if who.person else set()
        place = {"school_id": who.school} if who.school else {"municipality_id": who.municipality}
        posts = (who.post,) if who.post else ("school_head", "deputy_head", "team_member")
        return {row["person_id"] for post in posts for row in self.holders(day, post, **place)}

    def simply(self, rows: Iterable[Row], column: str = "school_id") -> Ask:
        """A fact whose absence is missing: met on the day of the first row."""
        first: dict[int, dt.date] = {}
        for row in rows:
            if row[column] is not None:
                first.setdefault(row[column], row["occurred_on"])

        def say(who: Who) -> Said:
            key = {"school_id": who.school, "municipality_id": who.municipality, "person_id": who.person}[column]
            return (MET, first[key]) if key in first else (MISSING, None)

        return Ask(say)

    def surveyed(self, code: str) -> Ask:
        campaigns = {row["id"] for row in self.ours("Campaign", code=code)}
        closed = [row for row in self.known("CampaignClosed") if row["campaign_id"] in campaigns]
        done = self.simply(row for row in self.known("Surveyed") if row["campaign_id"] in campaigns)

        def say(who: Who) -> Said:
            said = done.say(who)
            return said if said[0] == MET or closed else (UNKNOWN, None)

        return Ask(say)

    def appointed(self, post: str, column: str) -> Ask:
        """Whether the post is held today, and since when without a day between."""

        def say(who: Who) -> Said:
            place = who.school if column == "school_id" else who.municipality
            rows = self.spans("Appointment", **{column: place}, post=post)
            spans = [(row["occurred_on"], end) for row, end in rows]
            since = [start for start, end in spans if start <= self.as_of and not (end and end <= self.as_of)]
            if not since:
                return MISSING, None
            day = min(since)
            while earlier := [start for start, end in spans if start < day and (end is None or end >= day)]:
                day = min(earlier)
            return MET, day

        return Ask(say)

    def active_directions(self, school: int) -> dict[str, dt.date]:
        found: dict[str, dt.date] = {}
        rows = self.ours("RiskAgreement", school_id=school)
        for direction in {row["direction"] for row in rows}:
            sides = {
                side: min(row["occurred_on"] for row in rows if row["direction"] == direction and row["side"] == side)
                for side in {row["side"] for row in rows if row["direction"] == direction}
            }
            if {"school", "curator"} <= set(sides):
                found[direction] = max(sides["school"], sides["curator"])
        return found

    def risks_activated(self) -> Ask:
        def say(who: Who) -> Said:
            days = self.active_directions(who.school or 0).values()
            return (MET, min(days)) if days else (MISSING, None)

        return Ask(say)

    def roadmap_published(self) -> Ask:
        approved = self.simply(self.ours("RoadmapStep", step="approved"), "municipality_id")
        published = self.simply(self.ours("RoadmapStep", step="published"), "municipality_id")

        def say(who: Who) -> Said:
            both = approved.say(who), published.say(who)
            days = [day for _state, day in both if day]
            return (MET, max(days)) if len(days) == 2 else (MISSING, None)

        return Ask(say)

    def exempt(self, who: Who, stage: str) -> bool:
        return bool(self.ours("Exemption", school_id=who.school, stage=stage))

    def expertise_passed(self, stage: str) -> Ask:
        def say(who: Who) -> Said:
            if self.exempt(who, stage):
                return EXCLUDED, None
            final = self.ours("Conclusion", school_id=who.school, stage=stage, final=True)
            return (MET, final[-1]["occurred_on"]) if final and final[-1]["positive"] else (MISSING, None)

        return Ask(say)

    def documents_confirmed(self, stage: str) -> Ask:
        def needed(school: int) -> list[tuple[str, str]]:
            if stage == "concept":
                directions = [("anti-risk", one) for one in self.active_directions(school)]
                return [("concept", ""), ("mid-term", ""), *directions]
            by = [row["measures_by"] for row in self.ours("Stage", code=stage)]
            measures = self.ours("Measure", school_id=school)
            return [("evidence", row["code"]) for row in measures if by and row["due_on"] <= by[0]]

        def say(who: Who) -> Said:
            if self.exempt(who, stage):
                return EXCLUDED, None
            days = [self.confirmed_on(who.school or 0, stage, *one) for one in needed(who.school or 0)]
            return (MET, max(day for day in days if day)) if days and all(days) else (MISSING, None)

        return Ask(say)

    def confirmed_on(self, school: int, stage: str, kind: str, about: str) -> dt.date | None:
        """The day the current version of the latest such document was confirmed."""
        documents = self.ours("Document", school_id=school, stage=stage, kind=kind, about=about)
        versions = self.known("Version", document_id=documents[-1]["id"]) if documents else []
        confirmations = self.known("Confirmation", version_id=versions[-1]["id"]) if versions else []
        return confirmations[0]["occurred_on"] if confirmations else None

    def trained(self, training: str) -> Ask:
        groups = {row["id"] for row in self.ours("Group", training=training)}
        completions = [row for row in self.known("Completion") if row["group_id"] in groups]

        def say(who: Who) -> Said:
            for day in sorted({row["occurred_on"] for row in completions}):
                done = {row["person_id"] for row in completions if row["occurred_on"] <= day}
                lead = {
                    row["person_id"]
                    for post in ("school_head", "deputy_head")
                    for row in self.holders(day, post, school_id=who.school)
                }
                team = lead | {row["person_id"] for row in self.holders(day, "team_member", school_id=who.school)}
                if lead & done and len(team & done) * 2 >= len(team):
                    return MET, day
            return MISSING, None

        return Ask(say)

    def took_course(self, provider: str) -> Ask:
        courses = [row["id"] for row in self.ours("OutsideCourse", provider=provider)]
        come = [one for one in courses if self.known("CourseImported", course_id=one)]
        took = self.simply(row for row in self.known("CourseParticipant") if row["course_id"] in come)

        def say(who: Who) -> Said:
            said = took.say(who)
            return said if said[0] == MET or (courses and come == courses) else (UNKNOWN, None)

        return Ask(say)

    def prepared(self, at: str, kind: str, column: str) -> Ask:
        works = {row["id"]: row for row in self.ours("Work", at=at, kind=kind)}
        accepted = [row for row in self.known("WorkAcceptance") if row["work_id"] in works]
        return self.simply(({**row, column: works[row["work_id"]][column]} for row in accepted), column)

    def systemic(self, number: int) -> Ask:
        waves = self.ours("Wave", number=number)
        if not waves:
            return Ask(lambda _who: (UNKNOWN, None))
        wave = waves[0]
        shut = [row["occurred_on"] for row in self.known("WaveClosed", wave_id=wave["id"])]
        counted = [
            row for row in self.known("RequirementMet", wave_id=wave["id"]) if not shut or row["occurred_on"] <= shut[0]
        ]

        def say(who: Who) -> Said:
            first: dict[str, dt.date] = {}
            for row in counted:
                if row["municipality_id"] == who.municipality:
                    first.setdefault(row["requirement"], row["occurred_on"])
            if len(first) >= wave["needed"]:
                return MET, sorted(first.values())[wave["needed"] - 1]
            return (MISSING, None) if shut else (UNKNOWN, None)

        return Ask(say, close=shut[0] if shut else None)

    def expected(self, test: str) -> list[Row]:
        tests = {row["id"] for row in self.ours("Assessment", code=test)}
        return [row for row in self.known("ExpectedClass") if row["assessment_id"] in tests]

    def classes(self, test: str) -> Callable[[dt.date], People]:
        def on(day: dt.date) -> People:
            present, gone = self.schools(day, "current")
            found = People([], [])
            for row in self.expected(test):
                weight = row["pupils"]
                group = found.present if row["school_id"] in present else found.gone
                if row["school_id"] not in present | gone:
                    continue
                wrote = self.results(row)
                if wrote is not None and row["school_id"] in present:
                    weight = wrote["wrote"] or weight
                    group = found.present if wrote["wrote"] else found.gone
                group.append(Who(f"class:{row['id']}", row["school_id"], weight=weight))
            return found

        return on

    def results(self, row: Row) -> Row | None:
        """What the class wrote, when the results of the test have come in."""
        if not self.known("ResultsImported", assessment_id=row["assessment_id"]):
            return None
        rows = self.known("ClassResult", expected_id=row["id"])
        return rows[-1] if rows else None

    def succeeded(self, test: str) -> Ask:
        rows = {f"class:{row['id']}": row for row in self.expected(test)}

        def say(who: Who) -> Said:
            if not self.known("ResultsImported", assessment_id=rows[who.key]["assessment_id"]):
                return UNKNOWN, None
            result = self.results(rows[who.key])
            return (MET, result["occurred_on"]) if result else (MISSING, None)

        def part(who: Who) -> int | None:
            result = self.results(rows[who.key])
            return result["succeeded"] if result else None

        return Ask(say, part=part)
