"""Personal data covered inside a file, its formatting kept; bytes in, bytes out (Art 15).

A cover never changes the length of a text, so every character finds its way back into the run or the cell it came from,
however a number is split. What cannot be covered with certainty is refused with a sentence that says what to do instead.
"""

from collections.abc import Callable

from publishing.masking.documents import documents
from publishing.masking.package import Unmaskable
from publishing.masking.workbooks import workbooks

__all__ = ["Unmaskable", "masked"]
Cover = Callable[[str], str]
WRITERS = {"docx": documents, "xlsx": workbooks}
INSTEAD = {
    "pdf": "PDF 里的文字不能原样遮盖：请在制作它的 Word 或 Excel 文件里遮盖，再导出 PDF 上传。",
    "doc": "旧格式文件不能自动遮盖：请另存为 .docx 再上传。",
    "wps": "WPS 旧格式文件不能自动遮盖：请另存为 .docx 再上传。",
    "xls": "旧格式文件不能自动遮盖：请另存为 .xlsx 再上传。",
    "et": "WPS 旧格式文件不能自动遮盖：请另存为 .xlsx 再上传。",
    "zip": "压缩包里的文件请解开，逐个上传后遮盖。",
    "pptx": "演示文稿请在原文件里遮盖后重新上传。",
}
OTHERS = "这种文件不能自动遮盖：请在原文件里遮盖后重新上传。"


def masked(name: str, data: bytes, cover: Cover) -> bytes:
    """The file with its text covered; Unmaskable with a sentence where that cannot be done."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension in ("txt", "csv"):
        return _plain(data, cover)
    if extension not in WRITERS:
        raise Unmaskable(INSTEAD.get(extension, OTHERS))
    try:
        return WRITERS[extension](data, cover)
    except Unmaskable:
        raise
    except Exception as error:  # whatever broke, a half-covered file is never kept
        raise Unmaskable(
            f"文件的结构读不懂（{type(error).__name__}），请在原文件里遮盖后重新上传。"
        ) from error


def _plain(data: bytes, cover: Cover) -> bytes:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        mark = (
            "utf-8-sig"
            if data.startswith(b"\xef\xbb\xbf")
            else "utf-8"
            if encoding == "utf-8-sig"
            else encoding
        )
        return cover(text).encode(mark)
    raise Unmaskable("文字编码认不出来，请另存为 UTF-8 后再上传。")
