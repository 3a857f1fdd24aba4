"""Whole reports as files: what one looked like when somebody looked at it."""

from pathlib import Path

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation


class Reports(SingleFileSnapshotExtension):
    """One file a report in `tests/snapshots`; `pytest --snapshot-update` writes them anew."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / "snapshots" / test_location.basename)


class Pages(Reports):
    """As pages that a browser opens."""

    file_extension = "html"
