"""Who in a log is no person: recordings, notetakers, streams, telephones of a hall; and who was only its host."""

import re

_MACHINES = re.compile(
    r"\brecord(?:er|ing)s?\b|\bзапись\b|\bзаписыва|\botter(?:\.ai|pilot)?\b|\bread\.?ai\b|note ?taker"
    r"|\bfireflies|\bfathom\b|\btl;?dv\b|\bтаймлист|\btimelist|\bбот\b|\bbot\b|\bstream(?:er|ing)?\b|\bтрансляция\b"
    r"|\bmeet ?geek|\bsembly|\btranscri|\bсуфл[её]р\b|\bassistant\b|\bавтозапис|\bgemini\b|\bcopilot\b"
    r"|\bjazz ?bot|\bперсональный секретарь\b",
    re.IGNORECASE,
)
_ROLES_ALONE = re.compile(
    r"(?:host|co-?host|организатор|ведущ(?:ий|ая)|хост|модератор|moderator|администратор|admin(?:istrator)?"
    r"|техподдержка"
    r"|тех\.? ?поддержка|техническ\w+ поддержка|support|presenter|презентер|оператор|organizer)[\s\d#№.:-]*",
    re.IGNORECASE,
)
_HOST = re.compile(r"\bhost|организатор|ведущ|хост|organi[sz]er|модератор|moderator|^true$|^да$", re.IGNORECASE)


def machine(text: str) -> bool:
    """Whether a name is that of a machine or of a role alone."""
    return bool(_MACHINES.search(text) or _ROLES_ALONE.fullmatch(text.strip()))


def host(role: str) -> bool:
    """Whether the cell of a role says that the participant led the meeting."""
    return bool(_HOST.search(role))
