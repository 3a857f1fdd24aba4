"""Office packages written by hand: the parts a test needs, and no more."""

import io
import zipfile

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def relations(*links: tuple[str, str], external: str = "") -> str:
    """A part of relations: kind and target of each, with ids from rId1 on."""
    lines = [
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    ]
    if external:
        lines.append(
            f'<Relationship Id="out" Type="{RELATIONS}/x" Target="{external}" TargetMode="External"/>'
        )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'
