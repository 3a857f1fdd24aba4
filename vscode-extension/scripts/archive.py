"""The stand-alone program as one file: `python scripts/archive.py FOLDER NAME`, after `freeze.py FOLDER`.

NAME gets `.zip` on Windows, elsewhere `.tar.gz`, which keeps what may be run. In it is one folder, `luxterm`.
"""

import shutil
import sys
from pathlib import Path


def archive(folder: Path, name: str) -> Path:
    """Packs the folder."""
    kind = "zip" if sys.platform == "win32" else "gztar"
    return Path(shutil.make_archive(name, kind, root_dir=folder.parent, base_dir=folder.name))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(archive(Path(sys.argv[1]), sys.argv[2]))
