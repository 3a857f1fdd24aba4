"""The labelled sets and the Committee's draft guidelines of 2019, which aren't ours to distribute.

Tests that need them run where they are: in the folder that LUXTERM_SETS names, or in `shared` beside the
checkout.
"""

import os
from pathlib import Path

import pytest

_FOLDER = Path(os.environ.get("LUXTERM_SETS") or Path(__file__).parents[2] / "shared")
GOLD = _FOLDER / "gold"
DRAFT = _FOLDER / "samples" / "000_01cc78583852eed9.txt"

needs_gold = pytest.mark.skipif(not GOLD.exists(), reason="the labelled sets aren't there")
needs_draft = pytest.mark.skipif(not DRAFT.exists(), reason="the draft guidelines aren't there")
