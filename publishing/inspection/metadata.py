"""Who wrote a file, on which machine, where a picture was taken: taken out before anything is kept (个人信息保护法)."""

import io
import struct
import zipfile

from pypdf import PdfReader, PdfWriter

PROPERTIES = {
    "docProps/core.xml": (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def stripped(name: str, data: bytes) -> bytes:
    """The file without metadata; unchanged where nothing can be taken out (signed PDFs keep their signature)."""
    extension = name.rsplit(".", 1)[-1].lower()
    try:
        if extension in ("docx", "xlsx", "pptx"):
            return _office(data)
        if extension == "pdf":
            return _pdf(data)
        if extension in ("jpg", "jpeg"):
            return _jpeg(data)
        return _png(data) if extension == "png" else data
    except Exception:  # a file of unusual make is kept as it came; whether it opens is asked elsewhere
        return data


def _office(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename in PROPERTIES:
                body = (HEAD + PROPERTIES[entry.filename]).encode()
            new.writestr(zipfile.ZipInfo(entry.filename), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _pdf(data: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(data))
    if b"/ByteRange" in data or reader.is_encrypted or not (reader.metadata or reader.xmp_metadata):
        return data
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    writer.root_object.pop("/Metadata", None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _jpeg(data: bytes) -> bytes:
    """Without Exif, XMP, IPTC and comments; a picture that lies on its side keeps the mark that says so."""
    out, at, turn = [data[:2]], 2, 1
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, size = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        segment = data[at : at + 2 + size]
        if marker == 0xE1 and segment[4:8] == b"Exif":
            turn = _orientation(segment[10:]) or turn
        elif marker not in (0xE1, 0xED, 0xFE):
            out.append(segment)
        at += 2 + size
    if turn != 1:
        out.insert(1, _turned(turn))
    return b"".join(out) + data[at:]


def _orientation(tiff: bytes) -> int:
    """1 to 8, or 0 where it is not said."""
    order = ">" if tiff[:2] == b"MM" else "<"
    at = struct.unpack(order + "I", tiff[4:8])[0]
    for number in range(struct.unpack(order + "H", tiff[at : at + 2])[0]):
        entry = tiff[at + 2 + 12 * number : at + 14 + 12 * number]
        if struct.unpack(order + "H", entry[:2])[0] == 0x0112:
            return struct.unpack(order + "H", entry[8:10])[0]
    return 0


def _turned(turn: int) -> bytes:
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, turn, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    out, at = [data[:8]], 8
    while at + 12 <= len(data):
        size = struct.unpack(">I", data[at : at + 4])[0]
        if data[at + 4 : at + 8] not in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"):
            out.append(data[at : at + 12 + size])
        at += 12 + size
    return b"".join(out)
