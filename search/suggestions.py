"""What is offered while somebody types: known words, then titles of what is public. Nothing is counted or kept."""

import tantivy

from search import index, matching, sounds, visible
from search.analysis import EMPTY, words
from search.query import hit_of
from search.script import fold
from search.synonyms import thesaurus, vocabulary

WORDS, MOST, LONGEST = 3, 8, 40


def suggestions(q: str) -> list[str]:
    """Up to MOST wordings for what was typed so far; [] for nothing, and while there is no index."""
    typed = " ".join(fold(q[:LONGEST]).split())
    if not typed:
        return []
    try:
        return list(dict.fromkeys([*_known(typed), *_titles(typed)]))[:MOST]
    except index.Unavailable:
        return []


def _known(typed: str) -> list[str]:
    """Words of the lists that begin so, or whose pinyin does; the official ones first."""
    known = thesaurus()
    every = [*sorted(known.words), *sorted({*known.same, *known.near}), *vocabulary()]
    if typed.isascii():
        letters = sounds.blurred(typed.replace(" ", ""))
        found = [word for word in every if len(letters) > 2 and sounds.sound_of(word).startswith(letters)]
    else:
        found = [word for word in every if word.startswith(typed)]
    return list(dict.fromkeys(found))[:WORDS]


def _titles(typed: str) -> list[str]:
    query = _title_query([word for word in words(typed) if word not in EMPTY])
    if query is None:
        return []
    searcher = index.searcher()
    found = searcher.search(query, MOST * 2, weight_by_field="quality")
    hits = [hit_of(searcher, score, address) for score, address in found.hits]
    return [hit.title for hit in visible.public(hits)]


def _title_query(found: list[str]) -> tantivy.Query | None:
    """Titles with all of the words, of which the last may be the beginning of one."""
    if not found:
        return None
    parts = [matching.title_word(word) for word in found[:-1]] + [matching.title_beginning(found[-1])]
    return matching.every(parts)
