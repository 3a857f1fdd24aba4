"""A ZIP archive with some of its files changed; all others are copied as packed, byte for byte."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def replaced(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The archive with the content of these files replaced, or added if they aren't in it."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        new.comment = old.comment
        infos = old.infolist()
        offsets = sorted(info.header_offset for info in infos)
        ends = dict(zip(offsets, [*offsets[1:], old.start_dir], strict=True))
        last = {info.filename: info for info in infos}
        for info in infos:
            if info.filename in changes and last[info.filename] is info:
                new.writestr(_like(info), changes[info.filename])
            else:
                _copy(data[info.header_offset : ends[info.header_offset]], info, buffer, new)
        for name, content in changes.items():
            if name not in last:
                new.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()


def _copy(raw: bytes, info: ZipInfo, buffer: BytesIO, new: ZipFile) -> None:
    """Appends a file as packed; its entry in the list is written when the archive is closed."""
    buffer.seek(new.start_dir)
    info.header_offset = new.start_dir
    buffer.write(raw)
    new.filelist.append(info)
    new.NameToInfo[info.filename] = info
    new.start_dir = buffer.tell()


def _like(info: ZipInfo) -> ZipInfo:
    """An entry for new content with everything else as it was."""
    made = ZipInfo(info.filename, info.date_time)
    made.compress_type = ZIP_STORED if info.compress_type == ZIP_STORED else ZIP_DEFLATED
    made.external_attr, made.create_system, made.comment = (
        info.external_attr,
        info.create_system,
        info.comment,
    )
    return made
