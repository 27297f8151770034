"""Three figures as plain SQL, for docs/schema.md; the test beside runs each and compares it with what Opora counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A question and its SQL; `:name` stands for a value."""

    title: str
    text: str
    sql: str


COHORT = Example(
    "Schools of the cohort on a day",
    "`share(schools(current), …)` counts these: members on the day, in force by both clocks, that are open.",
    """\
SELECT m.school_id
FROM programmes_cohortmembership m
JOIN programmes_cohort c ON c.id = m.cohort_id
WHERE c.programme_id = :programme
  AND m.occurred_on <= :as_of
  AND m.recorded_at <= :known_at
  AND (m.voided_at IS NULL OR m.voided_at > :known_at)
  AND NOT EXISTS (
    SELECT 1 FROM programmes_cohortmembershipend e
    WHERE e.span_id = m.id
      AND e.occurred_on <= :as_of
      AND e.recorded_at <= :known_at
      AND (e.voided_at IS NULL OR e.voided_at > :known_at)
  )
  AND COALESCE((
    SELECT s.status FROM organisations_schoolstatus s
    WHERE s.school_id = m.school_id
      AND s.occurred_on <= :as_of
      AND s.recorded_at <= :known_at
      AND (s.voided_at IS NULL OR s.voided_at > :known_at)
    ORDER BY s.occurred_on DESC, s.recorded_at DESC, s.id DESC
    LIMIT 1
  ), 'open') = 'open'
ORDER BY m.school_id""",
)

COORDINATORS = Example(
    "Municipalities with a coordinator",
    "The list “met” of `coordinator_appointed()` over all municipalities of a region (action 4 asks it of those with\n"
    "a school of the cohort).",
    """\
SELECT DISTINCT a.municipality_id
FROM accounts_appointment a
JOIN organisations_municipality m ON m.id = a.municipality_id
WHERE m.region_id = :region
  AND a.post = 'coordinator'
  AND a.occurred_on <= :as_of
  AND a.recorded_at <= :known_at
  AND (a.voided_at IS NULL OR a.voided_at > :known_at)
  AND NOT EXISTS (
    SELECT 1 FROM accounts_appointmentend e
    WHERE e.span_id = a.id
      AND e.occurred_on <= :as_of
      AND e.recorded_at <= :known_at
      AND (e.voided_at IS NULL OR e.voided_at > :known_at)
  )
ORDER BY a.municipality_id""",
)

DEADLINES = Example(
    "Deadlines of the actions",
    "The last day of the last period of the terms in force. Terms are versions: the latest that holds on the day, or\n"
    "the first of all where none does yet.",
    """\
SELECT a.number, MAX(p."end") AS last_due
FROM roadmap_action a
JOIN roadmap_roadmap r ON r.id = a.roadmap_id
LEFT JOIN roadmap_actionperiod p ON p.terms_id = (
    SELECT t.id FROM roadmap_actionterms t
    WHERE t.action_id = a.id
      AND t.recorded_at <= :known_at
      AND (t.voided_at IS NULL OR t.voided_at > :known_at)
    ORDER BY
      CASE WHEN t.occurred_on <= :as_of THEN 0 ELSE 1 END,
      CASE WHEN t.occurred_on <= :as_of THEN t.occurred_on END DESC,
      CASE WHEN t.occurred_on <= :as_of THEN t.recorded_at END DESC,
      CASE WHEN t.occurred_on <= :as_of THEN t.id END DESC,
      t.occurred_on, t.recorded_at, t.id
    LIMIT 1
  )
WHERE r.programme_id = :programme
  AND a.recorded_at <= :known_at
  AND (a.voided_at IS NULL OR a.voided_at > :known_at)
GROUP BY a.id, a.number, a.position
ORDER BY a.position""",
)

EXAMPLES = (COHORT, COORDINATORS, DEADLINES)
