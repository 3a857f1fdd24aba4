"""The stylesheet of a Rich Text document: what a paragraph is by its style, and by what that is based on."""

from collections.abc import Iterator

from luxterm.office.style_names import CAPTION, QUOTES, TITLES

_BODY = 9
"""The outline level of what isn't a heading."""
_LONGEST_NAME = 500
"""Characters from which on a name isn't the name of a style."""
_DEPTH = 20
"""How many styles may be based one on another."""


class Styles:
    """The styles of paragraphs by their numbers, gathered word by word."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._bases: dict[int, int] = {}
        self._outlined: set[int] = set()
        self._number: int = 0

    def begin(self, number: int) -> None:
        """What follows is said of the style with that number; -1 for one that isn't of paragraphs."""
        self._number = number
        self._names[number] = ""

    def call(self, words: str) -> None:
        """Words of the style's name."""
        name = self._names.get(self._number, "")
        if len(name) < _LONGEST_NAME:
            self._names[self._number] = name + words[:_LONGEST_NAME]

    def base(self, number: int) -> None:
        """The style is based on that one."""
        self._bases[self._number] = number

    def outline(self, level: int) -> None:
        """The style's level among headings, from 0."""
        if level < _BODY:
            self._outlined.add(self._number)

    def heads(self, style: int, level: int | None) -> bool:
        """Whether a paragraph with that style, and maybe a level of its own, is a heading."""
        names = set(self._called(style))
        if level is not None:
            return level < _BODY or not TITLES.isdisjoint(names)
        return style in self._outlined or any(name in TITLES or name.startswith("heading") for name in names)

    def quotes(self, style: int) -> bool:
        """Whether a paragraph with that style is a quotation."""
        return not QUOTES.isdisjoint(self._called(style))

    def captions(self, style: int) -> bool:
        """Whether it is a caption."""
        return CAPTION in self._called(style)

    def _called(self, style: int) -> Iterator[str]:
        for _ in range(_DEPTH):
            yield self._names.get(style, "").strip("; ").lower()
            if style not in self._bases:
                break
            style = self._bases[style]
