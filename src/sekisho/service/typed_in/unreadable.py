"""What was typed cannot be read, said in the language of the reader."""

from __future__ import annotations

from sekisho.words import say


class Unreadable(ValueError):
    """Something typed that has no reading, or more than one. `key` and `parts`: the words of the catalogue that say what was
    wrong and what to write.
    """

    def __init__(self, key: str, *parts: object) -> None:
        super().__init__(say(key, "en", *parts))
        self.key, self.parts = key, parts

    def words(self, lang: str) -> str:
        """The message in a language."""
        return say(self.key, lang, *self.parts)
