"""Draws `house.svg`, the picture in docs/architecture.md, from the imports of the code.

    .venv/bin/python docs/images/house.py

A room is a package, or a module at the top; it is one floor above the highest one that it imports. An arrow
is an import; one that is implied, because a room between has it too, is not drawn.
"""

import ast
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PICTURE = Path(__file__).with_name("house.svg")
WIDTH, HEIGHT, GAP, AISLE = 288, 62, 28, 40
"""Of a room, and between rooms of a floor and between floors, in pixels."""
LINE = 44
"""Letters of a line of small print."""


def room_of(module: str) -> str:
    """The room a module is in; "" for the public interface, which is in none."""
    first, _, rest = module.partition(".")
    return first if first != "luxterm" else ".".join(["luxterm", rest.partition(".")[0]]) if rest else ""


class House:
    """The rooms, and what each imports."""

    def __init__(self) -> None:
        graph = grimp.build_graph("luxterm", "luxterm_server", cache_dir=None)
        self.modules: dict[str, list[str]] = {}
        for module in sorted(graph.modules):
            if room := room_of(module):
                self.modules.setdefault(room, []).append(module)
        self.needs = {
            room: {
                room_of(other)
                for module in modules
                for other in graph.find_modules_directly_imported_by(module)
                if room_of(other) not in ("", room)
            }
            for room, modules in self.modules.items()
        }
        self.floor = cache(self._floor)
        self.below = cache(self._below)

    def _floor(self, room: str) -> int:
        return 1 + max(map(self.floor, self.needs[room]), default=-1)

    def _below(self, room: str) -> frozenset[str]:
        """All that a room needs, by whatever way."""
        return frozenset(self.needs[room]).union(*map(self.below, self.needs[room]))

    def arrows(self, room: str) -> list[str]:
        """What it imports, but for what something else that it imports stands on anyway."""
        return sorted(
            one for one in self.needs[room] if not any(one in self.below(other) for other in self.needs[room])
        )

    def floors(self) -> list[list[str]]:
        """The rooms of each floor, the ground floor first."""
        found: list[list[str]] = [[] for _ in range(1 + max(map(self.floor, self.modules)))]
        for room in self.modules:
            found[self.floor(room)].append(room)
        return found


def folder_of(room: str) -> Path:
    """Where a package is, or a module without its suffix."""
    parts = room.split(".")
    return (ROOT / "server" if parts[0] == "luxterm_server" else ROOT).joinpath(*parts)


def is_package(room: str) -> bool:
    """Whether a room is a folder."""
    return folder_of(room).is_dir()


def described(room: str) -> str:
    """The first sentence of a room's docstring."""
    folder = folder_of(room)
    source = folder / "__init__.py" if is_package(room) else folder.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    sentence = " ".join(docstring.split("\n\n")[0].split()).replace("`", "")
    return sentence.partition(". ")[0].removesuffix(".")


def wrapped(text: str) -> list[str]:
    """Two lines at most."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LINE:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines if len(lines) < 3 else [lines[0], f"{lines[1][: LINE - 2]} …"]


def placed(house: House) -> dict[str, tuple[float, float]]:
    """The upper left corner of each room, the ground floor at the bottom."""
    floors = house.floors()
    width, height = size(house)
    place: dict[str, tuple[float, float]] = {}
    for number, rooms in enumerate(floors):
        left = (width - len(rooms) * (WIDTH + GAP) + GAP) / 2
        for at, room in enumerate(rooms):
            place[room] = left + at * (WIDTH + GAP), height - (number + 1) * (HEIGHT + AISLE)
    return place


def size(house: House) -> tuple[int, int]:
    """Width and height of the picture."""
    floors = house.floors()
    return max(map(len, floors)) * (WIDTH + GAP) + GAP, len(floors) * (HEIGHT + AISLE) + AISLE // 2


def arrow(begin: float, top: float, end: float, bottom: float) -> str:
    """A curve from one room down to another."""
    middle = (top + bottom) / 2
    curve = f"M{begin:.0f} {top:.0f}C{begin:.0f} {middle:.0f} {end:.0f} {middle:.0f} {end:.0f} {bottom:.0f}"
    return f'<path d="{curve}" fill="none" stroke="#99a" marker-end="url(#tip)"/>'


def arrows(house: House, place: dict[str, tuple[float, float]]) -> Iterator[str]:
    """All arrows; those that begin or end at a room share its width."""
    for room, (x, y) in place.items():
        needed = house.arrows(room)
        for number, other in enumerate(needed, start=1):
            users = sorted(
                (one for one in place if other in house.arrows(one)), key=lambda one: place[one][0]
            )
            begin = x + WIDTH * number / (len(needed) + 1)
            end = place[other][0] + WIDTH * (1 + users.index(room)) / (len(users) + 1)
            yield arrow(begin, y + HEIGHT, end, place[other][1])


def box(house: House, room: str, x: float, y: float) -> Iterator[str]:
    """A room with its name, how many modules are in it, and what it is for."""
    modules = house.modules[room]
    name = room.removeprefix("luxterm.")
    name, many = (f"{name}/", f" ({len(modules)})") if is_package(room) else (f"{name}.py", "")
    shape = f'x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="5"'
    yield f'<rect {shape} fill="#eef2f7" stroke="#456"/>'
    yield (
        f'<text x="{x + 10:.0f}" y="{y + 19:.0f}" font-size="14" font-weight="bold" fill="#123">{name}'
        f'<tspan font-weight="normal" fill="#678">{many}</tspan></text>'
    )
    for at, line in enumerate(wrapped(described(room))):
        words = escape(line)
        yield f'<text x="{x + 10:.0f}" y="{y + 36 + at * 15:.0f}" font-size="11.5" fill="#345">{words}</text>'


def draw(house: House) -> str:
    """The picture as SVG."""
    width, height = size(house)
    place = placed(house)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        "<title>The packages of luxterm, each above those that it imports</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8z" fill="#667"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        *arrows(house, place),
        *(line for room, (x, y) in place.items() for line in box(house, room, x, y)),
        "</svg>",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    PICTURE.write_text(draw(House()), encoding="utf-8")
    print(PICTURE)
