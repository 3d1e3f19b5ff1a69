"""What is inside an attached file: its text for the checks, and what a reader of the page would not see at once.

Pure: bytes in, plain values out. Old formats and scans are said to be unreadable, never taken for clean.
"""

from publishing.inspection.inside import Inside
from publishing.inspection.metadata import stripped
from publishing.inspection.office import documents, slides, workbooks
from publishing.inspection.pdf import pdf
from publishing.inspection.plainfiles import archive, text

__all__ = ["Inside", "inspect", "stripped"]
READERS = {
    "docx": documents,
    "xlsx": workbooks,
    "pptx": slides,
    "pdf": pdf,
    "txt": text,
    "csv": text,
}
OLD = {"doc", "xls", "wps", "et"}
PICTURES = {"jpg", "jpeg", "png"}


def inspect(name: str, data: bytes) -> Inside:
    """The text of a file and what is hidden in it; `unreadable` says why its text could not be checked."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension == "zip":
        return archive(data, inspect)
    if extension in READERS:
        try:
            return READERS[extension](data)
        except Exception as error:  # a broken file must not pass as a clean one, whatever broke
            return Inside(unreadable=f"文件内容读不出来（{type(error).__name__}），请打开逐项查看。")
    if extension in OLD:
        return Inside(unreadable="旧格式文件不能自动检查，请另存为 .docx 或 .xlsx，或者打开逐项查看。")
    if extension in PICTURES:
        return Inside(unreadable="图片里的文字不能自动检查，请打开查看。")
    return Inside(unreadable="这种文件不能自动检查，请打开逐项查看。")
