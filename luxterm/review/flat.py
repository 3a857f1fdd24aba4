"""A paragraph as a sequence of what it shows and what that is in: runs split differently are the same."""

from collections.abc import Callable, Iterable

from luxterm.office.package import Element

Context = tuple[object, ...]
"""What surrounds a stretch of text, from the outside to the inside."""


class Flat(list[tuple[Context, str]]):
    """The stretches of a paragraph; neighbours are in different surroundings."""

    def __init__(self, stretches: Iterable[tuple[Context, str]] = ()) -> None:
        super().__init__(stretches)
        self.size = 0
        """How many characters and signs there are."""

    def put(self, text: str, context: Context) -> None:
        """Text in certain surroundings."""
        self.size += len(text)
        if not text:
            return
        if self and self[-1][0] == context and self[-1][1]:
            self[-1] = context, self[-1][1] + text
        else:
            self.append((context, text))

    def sign(self, context: Context) -> None:
        """An element that has no text."""
        self.size += 1
        self.append((context, ""))


def attributes(element: Element, but: Callable[[str], bool] = lambda _: False) -> tuple[tuple[str, str], ...]:
    """An element's attributes, sorted, but for some."""
    return tuple(sorted((str(key), str(value)) for key, value in element.attrib.items() if not but(str(key))))


def skeleton(root: Element, ends: Callable[[Element], bool]) -> Flat:
    """What is around the paragraphs of a part, where it `ends`: the elements, and how deep each is."""
    found = Flat()
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        found.sign((depth, str(element.tag), attributes(element)))
        if not ends(element):
            pending += ((each, depth + 1) for each in reversed(element) if isinstance(each.tag, str))
    return found
