"""How the parts of an Office package are related: which part is the text, which its comments."""

import posixpath

from luxterm.office.package import Package


def relations(name: str) -> str:
    """The name of the part that says what the part `name` is related to; "" is the whole package."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def related(package: Package, name: str, kind: str) -> list[tuple[str, str]]:
    """The parts of a kind that a part is related to and that are there: relation's id, part's name."""
    source = relations(name)
    if source not in package:
        return []
    found: list[tuple[str, str]] = []
    for relation in package.kept(source).iterchildren("*"):
        target = relation.get("Target") or ""
        if relation.get("TargetMode") == "External" or not (relation.get("Type") or "").endswith(f"/{kind}"):
            continue
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
        if path in package:
            found.append((relation.get("Id") or "", path))
    return found
