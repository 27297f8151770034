"""The archive of an office document, opened only when nothing in it is dangerous."""

import io
import zipfile
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from django.utils.translation import gettext as _

from opora.core.files.archives import BROKEN, LOCKED, OLE
from opora.orders.errors import UnreadableOrder
from opora.orders.readers.markup import Node, Overgrown, Strange, parse

INFLATED = 200 * 1024 * 1024
"""Bytes of all parts together, unpacked; Python unpacks no more of a part than the archive says."""
PART = 64 * 1024 * 1024
"""Bytes of a part that is read."""
PARTS = 10_000
_TYPES = "[content_types].xml"
_MAIN = {"wordprocessingml": "docx", "spreadsheetml": "xlsx"}


@dataclass(frozen=True, slots=True)
class Relation:
    """What another part or an address is to a part."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """`kind` is docx or xlsx, `main` the part it begins with. Its methods raise UnreadableOrder."""

    name: str
    archive: zipfile.ZipFile
    kind: str = ""
    main: str = ""
    _names: dict[str, str] = field(default_factory=dict)

    def tree(self, part: str, *, skip: frozenset[str] = frozenset(), idle: frozenset[str] = frozenset()) -> Node | None:
        """The root of a part; None when the archive has no such part."""
        given = self._names.get(part.lower())
        if given is None:
            return None
        info = self.archive.getinfo(given)
        if info.file_size > PART:
            raise too_large(self.name)
        try:
            return parse(self.archive.read(info), skip=skip, idle=idle)
        except Overgrown:
            raise too_large(self.name) from None
        except Strange:
            message = _("a part of the file is written in a way that office programs do not use; save it anew")
            raise UnreadableOrder(self.name, message) from None
        except BROKEN:
            raise damaged(self.name) from None

    def relations(self, part: str = "") -> dict[str, Relation]:
        """The relations of a part by their keys; those of the whole archive without one."""
        folder = dirname(part)
        root = self.tree(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
        found: dict[str, Relation] = {}
        for one in root.children if root else []:
            external = one.get("TargetMode").lower() == "external"
            target = one.get("Target") if external else _inside(folder, one.get("Target"))
            found[one.get("Id")] = Relation(one.get("Type").rpartition("/")[2], target, external)
        return found

    def related(self, kind: str) -> str:
        """The part that the main one names for that kind; "" when it names none."""
        return next((one.target for one in self.relations(self.main).values() if one.kind == kind), "")


def opened(data: bytes, name: str) -> Package:
    """The checked archive. Raises UnreadableOrder for what is locked, old, damaged, huge, active or no document."""
    if data.startswith(OLE):
        raise _old(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise damaged(name) from None
    listed = archive.infolist()
    if len(listed) > PARTS or sum(one.file_size for one in listed) > INFLATED:
        raise too_large(name)
    if any(one.flag_bits & 1 for one in listed):
        raise _locked(name)
    package = Package(name, archive, _names={one.filename.lower(): one.filename for one in listed})
    if any(one.rpartition("/")[2].startswith("vba") for one in package._names):
        raise _macros(name)
    _find_main(package)
    return package


def _find_main(package: Package) -> None:
    types = package.tree(_TYPES)
    if types is None:
        raise _other_archive(package)
    told = [one.get("ContentType").lower() for one in types.children]
    if any("macroenabled" in one for one in told):
        raise _macros(package.name)
    begins = next((one.target for one in package.relations().values() if one.kind == "officeDocument"), "")
    kinds = [kind for sign, kind in _MAIN.items() if any(f"{sign}." in one and "main+xml" in one for one in told)]
    if not kinds or begins.lower() not in package._names:
        raise _other_archive(package)
    package.kind, package.main = kinds[0], begins


def _inside(folder: str, target: str) -> str:
    return normpath(join("/", folder, unquote(target))).lstrip("/")


def _other_archive(package: Package) -> UnreadableOrder:
    names = package._names
    if _TYPES in names or "mimetype" in names or any(name.startswith("ppt/") for name in names):
        message = _("this kind of office file is not read; save the order as .docx or .xlsx")
    elif not names:
        return damaged(package.name)
    else:
        message = _("this is an archive, not a document; unpack it and choose the order itself")
    return UnreadableOrder(package.name, message)


def _old(data: bytes, name: str) -> UnreadableOrder:
    if LOCKED in data:
        return _locked(name)
    return UnreadableOrder(name, _("this is a file of the old kind (.doc, .xls); save it as .docx or .xlsx"))


def _locked(name: str) -> UnreadableOrder:
    return UnreadableOrder(name, _("the file is locked with a password; save it without one"))


def _macros(name: str) -> UnreadableOrder:
    return UnreadableOrder(name, _("the file holds macros; save it without them as .docx or .xlsx"))


def damaged(name: str) -> UnreadableOrder:
    """The archive or what it holds cannot be read."""
    return UnreadableOrder(name, _("the file is damaged or incomplete; open it, save it anew and choose it again"))


def too_large(name: str) -> UnreadableOrder:
    """What is inside is larger, or more deeply nested, than any order."""
    return UnreadableOrder(name, _("the file is too large inside; keep only the order and its table"))
