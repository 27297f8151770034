"""What a user is told when a file is not an order we can read."""

from django.utils.translation import gettext as _


class UnreadableOrder(ValueError):
    """The file cannot be read. The text is one line: the file, the line where there is one, what is wrong."""

    def __init__(self, name: str, problem: str, line: int | None = None) -> None:
        self.told = name, problem, line
        place = _("{file}, line {line}").format(file=name, line=line) if line else name
        super().__init__(" ".join(f"{place}: {problem}".split()))

    def __reduce__(self) -> tuple[type["UnreadableOrder"], tuple[str, str, int | None]]:
        """It travels between processes."""
        return UnreadableOrder, self.told
