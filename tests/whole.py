"""Whole reports as files: what they looked like when somebody reviewed them."""

from pathlib import Path

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation


class Reports(SingleFileSnapshotExtension):
    """One file per report in `tests/snapshots`; `pytest --snapshot-update` rewrites them."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / "snapshots" / test_location.basename)


class Pages(Reports):
    """As pages that a browser opens."""

    file_extension = "html"
