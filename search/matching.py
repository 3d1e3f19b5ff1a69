"""From what was asked to a query of the index (pure): which clauses must match, and how much each is worth."""

import re

import tantivy
from tantivy import Occur, Query

from search import numbers, schema
from search.analysis import CONCEPT, Asked, Clause
from search.synonyms import thesaurus

TITLE, TEXT = 4.0, 1.0
CONCEPT_WORTH, NEAR_WORTH, PART_WORTH, WEAK_WORTH = 0.9, 0.45, 0.4, 0.4
PHRASE_WORTH, QUOTED_WORTH = 4.0, 10.0
LITERAL_WORTH, YEAR_WORTH, TIE = 0.7, 1.0, 0.4
NUMBER_WORTH, CITED_WORTH = 100.0, 1.0
SHAPE = schema.schema()


def number_query(number: numbers.Number) -> Query:
    """Documents that bear the number, then those that name it."""
    own = _term("number", number.token(), NUMBER_WORTH)
    named = [_term("cited", number.token(), CITED_WORTH)] if number.num else []
    longer = [_term("number", form.token(), NUMBER_WORTH / 2) for form in number.shorter()]
    return _any([own, *named, *longer])


def serial_query(serial: str) -> Query:
    """The one document that bears this index or registration number."""
    return _term("number", serial, NUMBER_WORTH)


def words_query(asked: Asked, missing: int = 0) -> Query:
    """Documents in which all but `missing` of the telling words stand, or half of them in the title.

    Every word then adds to the score, so that a title on the subject comes before a long text that names all words.
    """
    needed = _telling(asked)
    alone = len(needed) == 1  # whatever has the word belongs to the answer: no gate beside the score
    parts = [] if alone else [(Occur.Must, _gate(needed, missing))]
    parts += [
        (Occur.Must if alone and c in needed else Occur.Should, _scaled(clause_query(c), _worth(c, needed)))
        for c in asked.clauses
    ]
    if len(asked.clauses) > 1:
        parts.append((Occur.Should, _scaled(_title_phrase(asked.clauses), PHRASE_WORTH)))
    parts += [(Occur.Must, _quoted(words)) for words in asked.quoted if words]
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)


def _gate(clauses: list[Clause], missing: int) -> Query:
    """Which documents belong to the answer at all; adds nothing to the score."""
    anywhere = Query.boolean_query(
        [(Occur.Should, clause_query(c)) for c in clauses], max(1, len(clauses) - missing)
    )
    titles = Query.boolean_query(
        [(Occur.Should, clause_query(c, ("title",))) for c in clauses], max(1, len(clauses) // 2)
    )
    return Query.const_score_query(_any([anywhere, titles]), 0.0)


def _worth(clause: Clause, needed: list[Clause]) -> float:
    return YEAR_WORTH if clause.year else 1.0 if clause in needed else WEAK_WORTH


def _telling(asked: Asked) -> list[Clause]:
    return [c for c in asked.clauses if not c.weak] or list(asked.clauses)


def clause_query(clause: Clause, fields: tuple[str, ...] = ("title", "text")) -> Query:
    """The word itself, the concept it stands for, an official word near it, or all its parts."""
    ways = [_word(clause.word, LITERAL_WORTH if clause.concept else 1.0, fields)]
    if clause.concept:
        ways.append(_word(CONCEPT + clause.concept, CONCEPT_WORTH, fields))
    if clause.near:
        ways.append(_word(CONCEPT + clause.near, NEAR_WORTH, fields))
    for parts in (clause.parts if not clause.concept else (), clause.official):
        if len(parts) > 1:
            ways.append(_scaled(_all([_word(part, 1.0, fields) for part in parts]), PART_WORTH))
    return Query.disjunction_max_query(ways, TIE) if len(ways) > 1 else ways[0]


def telling(asked: Asked) -> int:
    """How many words have to be found."""
    return len(_telling(asked))


def _word(word: str, worth: float, fields: tuple[str, ...]) -> Query:
    return _any([_term(field, word, worth * (TITLE if field == "title" else TEXT)) for field in fields])


def title_word(word: str) -> Query:
    """Titles with the word or the concept it stands for."""
    concept = thesaurus().concept(word)
    return _any([_term("title", each, 1.0) for each in (word, CONCEPT + concept)[: 2 if concept else 1]])


def title_beginning(word: str) -> Query:
    """Titles with the word, or with one that begins so."""
    longer = Query.regex_query(SHAPE, "title", re.escape(word) + ".+")
    return _any([_scaled(title_word(word), 2.0), Query.const_score_query(longer, 1.0)])


def every(queries: list[Query]) -> Query:
    """Documents that all of them find."""
    return _all(queries)


def _title_phrase(clauses) -> Query:
    return Query.phrase_query(SHAPE, "title", [c.word for c in clauses], 6)


def _quoted(words) -> Query:
    if len(words) == 1:
        return _word(words[0], QUOTED_WORTH, ("title", "text"))
    return _any([Query.phrase_query(SHAPE, field, list(words), 8) for field in ("title", "text")])


def _term(field: str, value: str, worth: float) -> Query:
    return _scaled(
        Query.term_query(SHAPE, field, value, "position" if field in ("title", "text") else "basic"), worth
    )


def _scaled(query: Query, worth: float) -> Query:
    return query if worth == 1 else Query.boost_query(query, worth)


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, q) for q in queries])


def _all(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, q) for q in queries])


def both(first: Query, second: Query) -> Query:
    """Documents that both find."""
    return _all([first, second])


def filtered(query: Query, filters: dict[str, tuple[str, ...]], but: str = "") -> Query:
    """The query within the chosen values of each facet; `but`: a facet whose own choice is left out, to count it."""
    chosen = [_within(name, values) for name, values in sorted(filters.items()) if values and name != but]
    return Query.boolean_query([(Occur.Must, query), *((Occur.Must, f) for f in chosen)]) if chosen else query


def _within(name: str, values) -> Query:
    return Query.const_score_query(_any([Query.term_query(SHAPE, name, v, "basic") for v in values]), 0.0)


def counts(searcher: tantivy.Searcher, query: Query, names) -> dict[str, dict[str, int]]:
    """How many documents stand under each value of these facets."""
    wanted = {name: {"terms": {"field": name, "size": 500}} for name in names}
    found = searcher.aggregate(query, wanted) if wanted else {}
    return {name: {b["key"]: b["doc_count"] for b in found[name]["buckets"]} for name in wanted}
