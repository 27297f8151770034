"""Figures by municipality as plain SQL over the tables: what `opora bench` holds the whole roadmap against.

As known now, so a voided row counts nowhere. Each statement gives rows (municipality, state, how many); heads of
municipalities and schools are the subjects. Rows with persons, teams, sets of documents and pupils are not here.
"""

import datetime as dt
from collections import Counter, defaultdict

from django.db import connection

Counts = dict[str, dict[int | None, tuple[int, int, int, int]]]
STATES = ("met", "missing", "unknown", "excluded")
HEADS = {"1": "vks-1", "2": "collegium", "6": "vks-2", "22": "vks-3", "31": "vks-4", "34": "vks-5", "45": "vks-6"}
EVENTS = {"24": "mentor-session", "36": "round-table", "37": "fl-conference", "41": "fl-relay", "48": "mentors-session"}

MOMENTS = """
SELECT g.code, h.occurred_on, MIN(l.occurred_on)
FROM events_event g
JOIN events_held h ON h.event_id = g.id AND h.voided_at IS NULL AND h.occurred_on <= :as_of
LEFT JOIN events_attendanceclosing l ON l.event_id = g.id AND l.voided_at IS NULL AND l.occurred_on <= :as_of
WHERE g.programme_id = :programme AND g.voided_at IS NULL AND g.series_id IS NULL AND g.occurred_on <= :as_of
GROUP BY g.code, h.occurred_on"""

DEADLINES = """
SELECT i.key, MAX(p."end")
FROM roadmap_indicator i
JOIN roadmap_actionterms t ON t.action_id = i.action_id AND t.voided_at IS NULL
JOIN roadmap_actionperiod p ON p.terms_id = t.id
JOIN roadmap_roadmap r ON r.id = i.roadmap_id
WHERE r.programme_id = :programme
  AND NOT EXISTS (
    SELECT 1 FROM roadmap_actionterms later
    WHERE later.action_id = t.action_id AND later.version > t.version AND later.voided_at IS NULL
      AND later.occurred_on <= :as_of)
GROUP BY i.key"""

IN_FORCE = """{alias}.voided_at IS NULL AND {alias}.occurred_on <= :on AND NOT EXISTS (
    SELECT 1 FROM {ends} e WHERE e.span_id = {alias}.id AND e.voided_at IS NULL AND e.occurred_on <= :on)"""
HELD = IN_FORCE.format(alias="a", ends="accounts_appointmentend")
MEMBER = IN_FORCE.format(alias="m", ends="programmes_cohortmembershipend")

SCHOOLS = """
WITH members AS (
  SELECT m.school_id, MAX(CASE WHEN {MEMBER} THEN 1 ELSE 0 END) AS inside
  FROM programmes_cohortmembership m
  JOIN programmes_cohort c ON c.id = m.cohort_id
  WHERE m.voided_at IS NULL AND m.occurred_on <= :on AND c.programme_id IN (:programme, :previous)
  GROUP BY m.school_id),
statuses AS (
  SELECT s.school_id, s.status, ROW_NUMBER() OVER (
    PARTITION BY s.school_id ORDER BY s.occurred_on DESC, s.recorded_at DESC, s.id DESC) AS nth
  FROM organisations_schoolstatus s
  WHERE s.voided_at IS NULL AND s.occurred_on <= :on),
met AS ({met})
SELECT o.municipality_id,
  CASE WHEN members.inside = 0 OR COALESCE(st.status, 'open') <> 'open' THEN 'excluded'
       WHEN met.school_id IS NOT NULL THEN 'met' ELSE :otherwise END AS state,
  COUNT(*)
FROM members
JOIN organisations_school o ON o.id = members.school_id
LEFT JOIN statuses st ON st.school_id = members.school_id AND st.nth = 1
LEFT JOIN met ON met.school_id = members.school_id
GROUP BY o.municipality_id, state""".replace("{MEMBER}", MEMBER)

OF_CURATORS = """
WITH members AS (
  SELECT m.school_id, MAX(CASE WHEN {MEMBER} THEN 1 ELSE 0 END) AS inside
  FROM programmes_cohortmembership m
  JOIN programmes_cohort c ON c.id = m.cohort_id
  WHERE m.voided_at IS NULL AND m.occurred_on <= :on AND c.programme_id = :programme
  GROUP BY m.school_id),
statuses AS (
  SELECT s.school_id, s.status, ROW_NUMBER() OVER (
    PARTITION BY s.school_id ORDER BY s.occurred_on DESC, s.recorded_at DESC, s.id DESC) AS nth
  FROM organisations_schoolstatus s
  WHERE s.voided_at IS NULL AND s.occurred_on <= :on),
met AS ({met})
SELECT a.person_id, COUNT(DISTINCT a.school_id)
FROM members
JOIN accounts_appointment a ON a.school_id = members.school_id AND a.post = 'curator' AND {HELD}
LEFT JOIN statuses st ON st.school_id = members.school_id AND st.nth = 1
LEFT JOIN met ON met.school_id = members.school_id
WHERE members.inside = 1 AND COALESCE(st.status, 'open') = 'open' AND met.school_id IS NULL
GROUP BY a.person_id""".replace("{MEMBER}", MEMBER).replace("{HELD}", HELD.replace(":on", ":as_of"))

OF_HEADS = """
SELECT m.id,
  CASE WHEN :closed = 1 AND MAX(CASE WHEN p.id IS NOT NULL THEN 1 ELSE 0 END) = 1 THEN 'met'
       WHEN :closed = 0 AND MAX(CASE WHEN a.id IS NOT NULL THEN 1 ELSE 0 END) = 1 THEN 'unknown'
       ELSE 'missing' END,
  1
FROM organisations_municipality m
LEFT JOIN accounts_appointment a ON a.municipality_id = m.id AND a.post = 'municipal_head' AND {HELD}
LEFT JOIN events_event g ON g.code = :code AND g.programme_id = :programme AND g.voided_at IS NULL
LEFT JOIN events_presence p ON p.event_id = g.id AND p.person_id = a.person_id AND p.voided_at IS NULL
  AND p.occurred_on <= :as_of
WHERE m.region_id = :region
GROUP BY m.id""".replace("{HELD}", HELD)

AT_EVENT = """
SELECT DISTINCT a.school_id FROM events_event g
JOIN events_presence p ON p.event_id = g.id AND p.voided_at IS NULL AND p.occurred_on <= :as_of
JOIN accounts_appointment a ON a.person_id = p.person_id AND a.school_id IS NOT NULL
  AND a.post IN ('school_head', 'deputy_head', 'team_member') AND {HELD}
WHERE g.code = :code AND g.programme_id = :programme AND g.voided_at IS NULL""".replace("{HELD}", HELD)

SURVEYED = """
SELECT DISTINCT s.school_id FROM wordbook_surveyed s
JOIN wordbook_campaign c ON c.id = s.campaign_id AND c.voided_at IS NULL
WHERE c.code = :code AND c.programme_id = :programme AND s.voided_at IS NULL AND s.occurred_on <= :as_of"""

CAMPAIGN_CLOSED = """
SELECT COUNT(*) FROM wordbook_campaignclosed l JOIN wordbook_campaign c ON c.id = l.campaign_id
WHERE c.code = :code AND c.programme_id = :programme AND l.voided_at IS NULL AND l.occurred_on <= :as_of"""

CURATED = """
SELECT DISTINCT a.school_id FROM accounts_appointment a
WHERE a.post = 'curator' AND a.voided_at IS NULL AND a.occurred_on <= :as_of AND NOT EXISTS (
  SELECT 1 FROM accounts_appointmentend e WHERE e.span_id = a.id AND e.voided_at IS NULL AND e.occurred_on <= :as_of)"""

VISITED = """
SELECT DISTINCT v.school_id FROM wordbook_visit v
WHERE v.kind = :code AND v.programme_id = :programme AND v.voided_at IS NULL AND v.occurred_on <= :as_of"""

ACTIVATED = """
SELECT DISTINCT one.school_id FROM wordbook_riskagreement one
JOIN wordbook_riskagreement other ON other.school_id = one.school_id AND other.direction = one.direction
WHERE one.side = 'school' AND other.side = 'curator'
  AND one.programme_id = :programme AND one.voided_at IS NULL AND one.occurred_on <= :as_of
  AND other.programme_id = :programme AND other.voided_at IS NULL AND other.occurred_on <= :as_of"""

PUBLISHED = """
SELECT m.id, CASE WHEN COUNT(DISTINCT s.step) = 2 THEN 'met' ELSE 'missing' END, 1
FROM organisations_municipality m
LEFT JOIN wordbook_roadmapstep s ON s.municipality_id = m.id AND s.programme_id = :programme
  AND s.voided_at IS NULL AND s.occurred_on <= :as_of AND s.step IN ('approved', 'published')
WHERE m.region_id = :region
GROUP BY m.id"""


def reference(programme_id: int, as_of: dt.date) -> Counts:
    """The breakdown of 18 indicators on a day."""
    (region, previous), *_more = _rows(
        "SELECT region_id, COALESCE(preceding_id, 0) FROM programmes_programme WHERE id = :programme",
        programme=programme_id,
    )
    common = {"programme": programme_id, "previous": 0, "region": region, "as_of": as_of}
    held = {code: (on, closed) for code, on, closed in _rows(MOMENTS, **common)}
    due = dict(_rows(DEADLINES, **common))
    found: Counts = {}
    for key, code in HEADS.items():
        on, closed = held[code]
        found[key] = _counted(OF_HEADS, **common, on=on, code=code, closed=int(closed is not None))
    for key, code in {**EVENTS, "25": "mentor-day"}.items():
        on, closed = held[code]
        both = {**common, "previous": previous if key == "25" else 0}
        otherwise = "missing" if closed else "unknown"
        found[key] = _counted(
            SCHOOLS.replace("{met}", _only(AT_EVENT, closed)), **both, on=on, code=code, otherwise=otherwise
        )
    closed = _rows(CAMPAIGN_CLOSED, **common, code="risk-profile")[0][0]
    facts = {"3": (SURVEYED, "risk-profile"), "5": (CURATED, ""), "7": (VISITED, "first"), "8": (ACTIVATED, "")}
    for key, (met, code) in facts.items():
        otherwise = "unknown" if key == "3" and not closed else "missing"
        on = min(as_of, _day(due[key]) or as_of)
        found[key] = _counted(SCHOOLS.replace("{met}", met), **common, on=on, code=code, otherwise=otherwise)
    found["9"] = _counted(PUBLISHED, **common)
    return found


def curators_todos(programme_id: int, as_of: dt.date) -> tuple[frozenset[str], dict[int, int]]:
    """Rows 7 and 8, and how many schools each curator has to visit or to agree directions with: a to-do for each."""
    common = {"programme": programme_id, "as_of": as_of}
    due = dict(_rows(DEADLINES, **common))
    found: Counter[int] = Counter()
    facts = {"7": (VISITED, "first"), "8": (ACTIVATED, "")}
    for key, (met, code) in facts.items():
        on = min(as_of, _day(due[key]) or as_of)
        found.update(dict(_rows(OF_CURATORS.replace("{met}", met), **common, on=on, code=code)))
    return frozenset(facts), dict(found)


def _only(met: str, closed: object) -> str:
    """Nobody is met at an event whose list is open."""
    return met if closed else f"{met} AND 1 = 0"


def _day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _counted(sql: str, **values: object) -> dict[int | None, tuple[int, int, int, int]]:
    found: dict[int | None, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for place, state, number in _rows(sql, **values):
        found[place][state] += number
    return {place: tuple(counts.values()) for place, counts in found.items()}  # type: ignore[misc]  # four of them


def _rows(sql: str, **values: object) -> list[tuple]:
    names = sorted(values, key=len, reverse=True)
    for name in names:
        sql = sql.replace(f":{name}", f"%({name})s")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
