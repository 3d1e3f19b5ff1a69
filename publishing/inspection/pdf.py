"""PDF: its text layer, and annotations or files that it carries along."""

import io

import pypdfium2
from pypdf import PdfReader

from publishing.inspection.inside import Inside

SCAN = "这份 PDF 有的页没有文字（可能是扫描件），图像里的内容不能自动检查，请打开逐页查看。"


def pdf(data: bytes) -> Inside:
    """All pages; a page without text is said to be unreadable, so that a scan never passes as clean."""
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    blank = any(not page.strip() for page in pages)
    return Inside("\n".join(pages).replace("\r\n", "\n"), _hidden(data), SCAN if blank else "")


def _hidden(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    notes = sum(
        1
        for page in reader.pages
        for note in page.annotations or []
        if note.get_object().get("/Subtype") not in ("/Link", "/Widget")
    )
    found = [f"有 {notes} 处批注或标记没有删除。"] if notes else []
    names = list(reader.attachments)
    return found + ([f"嵌入了 {len(names)} 个其他文件，检查不到里面的内容。"] if names else [])
