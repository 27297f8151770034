"""The words of design section 3 that Opora does not know yet, with the meaning that stands there."""

from tests.wordbook.words import counted, documents, learning, schools
from tests.wordbook.words.book import book

__all__ = ["book", "counted", "documents", "learning", "schools"]
