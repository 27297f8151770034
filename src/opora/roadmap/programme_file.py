"""Reading and checking programme files (`programmes/2022.yaml`): all findings at once, never only the first."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as ShapeError

from opora.indicators.registry import Registry, language
from opora.roadmap.findings import Finding, Level
from opora.roadmap.plain_yaml import read_mapping
from opora.roadmap.programme_rules import RULES, SECTIONS, Examined
from opora.roadmap.programme_values import ProgrammeFile, take

SCHEMA = Path(__file__).with_name("programme.schema.json")
_EMPTY: Mapping[str, Any] = {"cohorts": {"current": 2000}, "actions": ()}
"""What stands for a section that is missing or wrong while the rules read the rest."""


def programme_path(name: str) -> Path:
    """The file of a programme by its year ("2022": programmes/2022.yaml), or the path itself."""
    return settings.BASE_DIR / "programmes" / f"{name}.yaml" if name.isdecimal() else Path(name)


def read_programme(path: Path, registry: Registry = language) -> ProgrammeFile:
    """The values of a file without errors. ValidationError with its first error, or when it cannot be read."""
    data = read_mapping(path)
    errors = [finding for finding in check_programme(data, registry) if finding.level is Level.ERROR]
    if errors:
        message = _("%(path)s has %(n)d errors, the first: %(error)s (all: opora roadmap check)")
        raise ValidationError(message, code="programme", params={"path": path, "n": len(errors), "error": errors[0]})
    return take(data)


def check_programme(source: Path | Mapping[str, Any], registry: Registry = language) -> list[Finding]:
    """Everything that is wrong with a programme: its shape, then each rule over what has the right shape.

    ValidationError when a file cannot be read at all.
    """
    data = read_mapping(source) if isinstance(source, Path) else source
    shape = sorted(_validator().iter_errors(data), key=lambda error: [str(part) for part in error.absolute_path])
    examined = Examined.of(take(_usable(data, shape)), _broken(shape), registry, absent=SECTIONS - data.keys())
    findings = [_told(error, data) for error in shape]
    for rule in RULES:
        findings.extend(rule(examined))
    return list(dict.fromkeys(findings))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def _broken(errors: Iterable[ShapeError]) -> frozenset[str]:
    """Sections the rules must not draw conclusions from; a wrong action is left out alone."""
    sections: set[str] = set()
    for error in errors:
        if error.absolute_path:
            sections.add(str(error.absolute_path[0]))
        elif error.validator == "required":
            sections.update(name for name in _EMPTY if name not in _fields(error))
    return frozenset(sections)


def _usable(data: Mapping[str, Any], errors: Iterable[ShapeError]) -> dict[str, Any]:
    """The data without what has the wrong shape."""
    errors = list(errors)
    wrong = _broken(errors)
    bad_actions = {error.absolute_path[1] for error in errors if len(error.absolute_path) > 1}
    usable = {name: value for name, value in data.items() if name not in wrong}
    if "actions" in wrong and isinstance(data.get("actions"), list):
        usable["actions"] = [one for place, one in enumerate(data["actions"]) if place not in bad_actions]
    return {**_EMPTY, **usable}


def _fields(error: ShapeError) -> Iterable[str]:
    value: Any = error.instance
    return value if isinstance(value, Mapping) else ()


def _told(error: ShapeError, data: Mapping[str, Any]) -> Finding:
    """A fault of shape in the reader's language."""
    value: Any = error.instance
    limit: Any = error.validator_value
    match error.validator:
        case "required":
            lacking = [name for name in limit if name not in value]
            message = _("is missing: %(names)s") % {"names": ", ".join(lacking)}
        case "additionalProperties":
            known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
            strange = [str(name) for name in value if name not in known]
            message = _("not known here: %(names)s; accepted: %(known)s")
            message %= {"names": ", ".join(strange), "known": ", ".join(known)}
        case "type" | "anyOf":
            message = _("%(value)s does not fit here") % {"value": _short(value)}
        case "minimum" | "maximum":
            message = _("%(value)s is out of bounds (%(limit)s)") % {"value": value, "limit": limit}
        case "minLength" | "minItems":
            message = _("is empty")
        case "maxLength" | "maxItems":
            message = _("is longer than %(limit)s") % {"limit": limit}
        case "uniqueItems":
            message = _("says the same twice")
        case _:
            message = _("%(value)s is not written correctly") % {"value": _short(value)}
    return Finding(_place(error, data), Level.ERROR, "shape", message)


def _place(error: ShapeError, data: Mapping[str, Any]) -> str:
    """The path with actions by their own number: "actions.35.indicators.2.formula"."""
    path = list(error.absolute_path)
    parts = [str(part + 1 if isinstance(part, int) else part) for part in path]
    if len(path) > 1 and path[0] == "actions" and isinstance(path[1], int):
        action = data["actions"][path[1]]
        if isinstance(action, dict) and isinstance(action.get("n"), int | str):
            parts[1] = str(action["n"])
    return ".".join(parts) or "."


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"
