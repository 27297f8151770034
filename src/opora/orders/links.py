"""Addresses of a cell, and repairs of what a scanner did to them.

An address stays as the order has it except where the damage is beyond doubt: a page name broken by a hyphen
(`ind-ex.php`), a space after a slash, signs that end a sentence, a host or page that differs from one used elsewhere
in the order by a single misread letter or a hyphen. Different spellings of one page are left alone: see the linter.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from opora.orders.columns import Column
from opora.orders.order import Damage, Repair

_SCHEME = re.compile(
    r"(?i)(?<![a-zа-яё])(?:[hнn]{1,2}t{1,3}[pр]{1,2}|[hн]tpp|[hн]ptt|ttp)[sѕ5]?\s*(?:[:;.]\s*/\s*/?|//)\s*/?\s*(?=[a-zа-я0-9])"
)
_ADDRESS = re.compile(
    r"(?i)(?:https?://|www\.)[^\s«»<>\"]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:ru|su|com|org|net|info|edu|рф)\b(?:/[^\s«»<>\"]*)?"
)
_TARGET = re.compile(r"(?i)https?://|ftp://|www\.")
_REST = re.compile(r"(?i)^\s*(?=[a-z0-9_%?=&#-]*[./_=-])([a-z0-9_./%?=&#-]+)(?![^\s]*[а-яё])")
_INDEX = re.compile(r"(?i)(?<=/)(i-?n-?d-?e-?x)-?\.-?(p-?h-?p|h-?t-?m-?l?|a-?s-?p-?x?)(?=[/?#]|$)")
_CONFUSED = ("ceo", "il1", "hnb", "uv", "rn", "0o", "5s", "8b", "gq")


@dataclass(frozen=True, slots=True)
class Link:
    """An address: as the order has it, as it is used, and what was wrong."""

    written: str
    address: str
    damage: tuple[Damage, ...] = ()

    def repaired(self, address: str, damage: Damage) -> "Link":
        """The same link with another address, the damage noted."""
        if address == self.address:
            return self
        return replace(self, address=address, damage=tuple(dict.fromkeys((*self.damage, damage))))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The repair from the address as written to the one in use, if any."""
        if not self.damage:
            return ()
        return (Repair(Column.LINKS, self.written, self.address, self.damage),)


def read_links(pieces: Iterable[str], under_words: Iterable[str] = ()) -> list[Link]:
    """The addresses of a cell's pieces and those under words; a dash or words without an address give none.

    An address under words that shows itself, whole or broken by a line end, is one link: the one underneath. Programs
    put an address under itself as it is written, damage and all, so it is mended like any other.
    """
    found: list[Link] = []
    for piece in pieces:
        found.extend(_in_text(piece))
    targets = [_cleaned(address, None) for address in map(str.strip, under_words) if _TARGET.match(address)]
    shown = {_bare(link.address) for link in targets}
    found = [link for link in found if not any(told.startswith(_bare(link.address)) for told in shown)] + targets
    return list({link.address: link for link in reversed(found)}.values())[::-1]


def _bare(address: str) -> str:
    """An address without what differs between the shown and the hidden form of one."""
    return re.sub(r"^https?://(?:www\.)?|[-\s]|/$", "", address.lower()).rstrip("/")


def _in_text(piece: str) -> list[Link]:
    links: list[Link] = []
    schemes = [found[0] for found in _SCHEME.finditer(piece)]
    text = _SCHEME.sub(lambda scheme: "https://" if "s" in scheme[0].lower() else "http://", piece)
    while found := _ADDRESS.search(text):
        written = found[0]
        text = text[found.end() :]
        if written.endswith(("/", "-", "_")) and (rest := _REST.match(text)):
            written, text = f"{written} {rest[1]}", text[rest.end() :]
        scheme = schemes.pop(0) if schemes and written.lower().startswith("http") else None
        links.append(_cleaned(written, scheme))
    return links


def _cleaned(written: str, scheme: str | None) -> Link:
    """The link of an address whose scheme stood as told."""
    link = Link(written, written)
    if scheme and scheme != written[: written.index("://") + 3]:
        link = Link(scheme + written.partition("://")[2], written, (Damage.MISREAD,))
    link = link.repaired(re.sub(r"-\s+", "", link.address).replace(" ", ""), Damage.HYPHEN)
    link = link.repaired(link.address.rstrip(".,;:)>»"), Damage.PUNCTUATION)
    if "://" not in link.address:
        link = link.repaired(f"http://{link.address}", Damage.PUNCTUATION)
    return link.repaired(_INDEX.sub(lambda name: name[0].replace("-", ""), link.address), Damage.HYPHEN)


def compare_links(rows: Sequence[Sequence[Link]]) -> list[list[Link]]:
    """Repair what only the order as a whole tells: hosts and pages that are elsewhere written without the damage."""
    addresses = Counter(link.address for row in rows for link in row)
    hosts = Counter(urlsplit(link.address).netloc for row in rows for link in row)
    return [[_compared(link, addresses, hosts) for link in row] for row in rows]


def _compared(link: Link, addresses: Counter[str], hosts: Counter[str]) -> Link:
    parts = urlsplit(link.address)
    for host, times in hosts.most_common():
        same_page = parts._replace(netloc=host).geturl()
        if times > hosts[parts.netloc] and one_letter_apart(host, parts.netloc) and same_page in addresses:
            link = link.repaired(same_page, Damage.MISREAD)
            break
    for place in (found.start() for found in re.finditer("-", link.address)):
        whole = link.address[:place] + link.address[place + 1 :]
        if addresses[whole] > addresses[link.address]:
            return link.repaired(whole, Damage.HYPHEN)
    return link


def one_letter_apart(left: str, right: str) -> bool:
    """Whether two hosts differ in one letter that scanners confuse."""
    differing = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    if len(left) != len(right) or len(differing) != 1:
        return False
    return any(differing[0][0] in group and differing[0][1] in group for group in _CONFUSED)
