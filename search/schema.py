"""The shape of the index: what is stored, searched, counted and sorted by (pure)."""

import json
import re
from datetime import date

import tantivy

from search import numbers, synonyms
from search.analysis import index_text
from search.documents import Document

VERSION = "13"  # raise it when fields or their making change: indexes of another version are made again
FACETS = ("kind", "agency", "domain", "topic", "year", "validity", "interpreted")
WORDS = "words"
READ = 20_000  # characters of a text that are kept for its snippet
BLANKS = re.compile(r"[ \t\r\f\v]{2,}|[\t\r\f\v]")
FALLEN = ("repealed", "lapsed")
OLDEST, YOUNGEST = 1990, 2030


def signature() -> str:
    """Names the version of schema and thesaurus an index was made with."""
    return f"v{VERSION}-{synonyms.digest()}"


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "whole"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name=WORDS)
    builder.add_text_field("number", tokenizer_name="raw")
    builder.add_text_field("cited", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_unsigned_field("day", fast=True, indexed=True)
    builder.add_float_field("quality", fast=True)
    for name in ("shown", "body"):
        builder.add_bytes_field(name, stored=True, indexed=False, fast=False)
    return builder.build()


def register(index: tantivy.Index) -> tantivy.Index:
    """The analyser of words already cut apart."""
    index.register_tokenizer(WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def row(doc: Document) -> dict:
    """The document as the index takes it."""
    own = {token for number in numbers.numbers(doc.doc_number) for token in number.tokens()}
    serials = {serial for printed in doc.serials if (serial := numbers.serial(printed))}
    borrowed = (
        doc.kind == "interpretation"
    )  # it names the number of the document it explains: the document comes first
    fields = {
        "key": doc.key,
        "whole": doc.whole,
        "title": index_text(doc.title),
        "text": index_text(f"{doc.issuer} {doc.agency} {doc.part_of} {doc.text}"),
        "number": sorted(serials if borrowed else own | serials),
        "cited": sorted(_cited(f"{doc.title} {doc.text}") | (own if borrowed else set())),
        "kind": doc.kind,
        "agency": doc.agency,
        "domain": list(doc.domains),
        "topic": list(doc.topics),
        "interpreted": doc.interpreted,
        "year": str(doc.filed_year or ""),
        "validity": doc.validity,
        "day": _day(doc),
        "quality": 2 ** quality(doc) - 2,
        "shown": json.dumps(_shown(doc), ensure_ascii=False).encode(),
        "body": _body(doc.text[:READ]).encode(),
    }
    return {name: value for name, value in fields.items() if value not in ("", b"", [])}


def _body(text: str) -> str:
    """The text with one blank for several; looking first costs a tenth of replacing."""
    return BLANKS.sub(" ", text) if any(blank in text for blank in ("  ", "\t", "\r", "\f", "\v")) else text


def quality(doc: Document) -> float:
    """What a document's score is multiplied with, from 1 to 1.5: in force before fallen, newer a little before older,
    a document before the item of the catalogue that it serves: an item says little, and says it several times."""
    if doc.kind == "item":
        return 1.0
    standing = 0.0 if doc.validity in FALLEN else 0.3
    year = min(max(doc.filed_year or OLDEST, OLDEST), YOUNGEST)
    return 1 + standing + 0.2 * (year - OLDEST) / (YOUNGEST - OLDEST)


def _cited(text: str) -> set[str]:
    found = set()
    for number in numbers.numbers(text[:20000]):
        for form in (number, *number.shorter()):
            found.add(form.token())
    return found


def _day(doc: Document) -> int:
    day = doc.formed_on or doc.published_at
    return day.year * 10000 + day.month * 100 + day.day if day else (doc.filed_year or 0) * 10000


def _shown(doc: Document) -> dict:
    """What a result page shows without asking the database."""
    return {
        "kind": doc.kind,
        "id": doc.id,
        "title": doc.title,
        "url": doc.url,
        "doc_number": doc.doc_number,
        "issuer": doc.issuer,
        "agency": doc.agency,
        "domains": list(doc.domains),
        "year": doc.filed_year,
        "validity": doc.validity,
        "formed_on": doc.formed_on.isoformat() if doc.formed_on else None,
        "published_at": doc.published_at.isoformat() if doc.published_at else None,
        "external_id": doc.external_id,
        "part_of": doc.part_of,
    }


def day_of(value: str | None) -> date | None:
    """The date of a stored timestamp."""
    return date.fromisoformat(value[:10]) if value else None
