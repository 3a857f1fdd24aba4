"""What two states of a text have in common: how both begin, and how both end."""

_STEPS = (8_000, 64, 1)
"""Code points compared at a time: first many, then few."""


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many code points both begin with, and how many of the rest both end with."""
    most = min(len(old), len(new))
    same = 0
    for step in _STEPS:
        while same < most and old.startswith(new[same : min(same + step, most)], same):
            same = min(same + step, most)
    return same, _common_end(old, new, most - same)


def _common_end(old: str, new: str, most: int) -> int:
    at = 0
    for step in _STEPS:
        while at < most:
            taken = min(at + step, most)
            if old[len(old) - taken : len(old) - at] != new[len(new) - taken : len(new) - at]:
                break
            at = taken
    return at
