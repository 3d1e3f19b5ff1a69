"""Plain text, and archives: every file inside is looked into."""

import io
import zipfile
from collections.abc import Callable

from publishing.inspection.inside import Inside

LARGEST = 60 * 1024 * 1024
MOST = 200


def text(data: bytes) -> Inside:
    """UTF-8 or GB18030, whichever the bytes are."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return Inside(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return Inside(unreadable="文字编码认不出来，请另存为 UTF-8 后再上传。")


def archive(data: bytes, inspect: Callable[[str, bytes], Inside]) -> Inside:
    """A .zip: the texts of its files one after another; an archive in an archive is not opened."""
    texts, hidden, unreadable, left = [], [], [], LARGEST
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = [entry for entry in package.infolist() if not entry.is_dir()]
        for entry in files[:MOST]:
            left -= entry.file_size
            nested = entry.filename.lower().endswith(".zip")
            if left < 0 or nested or entry.flag_bits & 1:
                unreadable.append(entry.filename)
                continue
            inside = inspect(entry.filename, package.read(entry))
            texts += [entry.filename, inside.text]
            hidden += [f"{entry.filename}：{sentence}" for sentence in inside.hidden]
            unreadable += [entry.filename] if inside.unreadable else []
    unreadable += [entry.filename for entry in files[MOST:]]
    said = f"压缩包里有 {len(unreadable)} 个文件不能自动检查，请打开逐个查看。" if unreadable else ""
    return Inside("\n".join(texts), hidden, said)
