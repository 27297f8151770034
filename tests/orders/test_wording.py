"""The real order's wording stays out of the repository: facts and figures only."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 8


def words(text: str) -> list[str]:
    return re.findall(r"[а-яё]+", re.sub(r"https?://\S+", " ", text.lower()))


def shingles(text: str) -> set[tuple[str, ...]]:
    told = words(text)
    return {tuple(told[place : place + LONGEST]) for place in range(len(told) - LONGEST + 1)}


def test_no_sentence_of_the_order_is_in_the_repository(real_path: Path) -> None:
    order = shingles(real_path.read_text("utf-8"))
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    guilty = {}
    for name in filter(None, files):
        try:
            found = shingles((ROOT / name).read_text("utf-8")) & order
        except (UnicodeDecodeError, OSError):
            continue
        if found:
            guilty[name] = [" ".join(told) for told in found]
    assert guilty == {}
