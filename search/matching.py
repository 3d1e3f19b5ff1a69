"""From what was asked to a query of the index (pure): which clauses must match, and how much each is worth."""

import tantivy
from tantivy import Occur, Query

from search import numbers, schema
from search.analysis import CONCEPT, Asked, Clause

TITLE, TEXT = 3.0, 1.0
CONCEPT_WORTH, NEAR_WORTH, PART_WORTH, WEAK_WORTH = 0.9, 0.45, 0.35, 0.3
PHRASE_WORTH, QUOTED_WORTH = 4.0, 10.0
NUMBER_WORTH, CITED_WORTH = 100.0, 1.0
SHAPE = schema.schema()


def number_query(number: numbers.Number) -> Query:
    """Documents that bear the number, then those that name it."""
    own = _term("number", number.token(), NUMBER_WORTH)
    named = [_term("cited", number.token(), CITED_WORTH)] if number.num else []
    longer = [_term("number", form.token(), NUMBER_WORTH / 2) for form in number.shorter()]
    return _any([own, *named, *longer])


def words_query(asked: Asked, missing: int = 0) -> Query:
    """Documents in which all but `missing` of the telling words, or other words for them, stand."""
    telling = [c for c in asked.clauses if not c.weak] or list(asked.clauses)
    needed = max(1, len(telling) - missing)
    must = Query.boolean_query([(Occur.Should, clause_query(c)) for c in telling], needed)
    parts = [(Occur.Must, must)]
    parts += [(Occur.Should, _scaled(clause_query(c), WEAK_WORTH)) for c in asked.clauses if c not in telling]
    if len(asked.clauses) > 1:
        parts.append((Occur.Should, _scaled(_title_phrase(asked.clauses), PHRASE_WORTH)))
    parts += [(Occur.Must, _quoted(words)) for words in asked.quoted if words]
    return Query.boolean_query(parts)


def clause_query(clause: Clause) -> Query:
    """The word itself, the concept it stands for, an official word near it, or all its parts."""
    ways = [_word(clause.word, 1.0)]
    if clause.concept:
        ways.append(_word(CONCEPT + clause.concept, CONCEPT_WORTH))
    if clause.near:
        ways.append(_word(CONCEPT + clause.near, NEAR_WORTH))
    if len(clause.parts) > 1 and not clause.concept:
        ways.append(_scaled(_all([_word(part, 1.0) for part in clause.parts]), PART_WORTH))
    return Query.disjunction_max_query(ways, 0.3) if len(ways) > 1 else ways[0]


def telling(asked: Asked) -> int:
    """How many words have to be found."""
    return len([c for c in asked.clauses if not c.weak]) or len(asked.clauses)


def _word(word: str, worth: float) -> Query:
    return _any([_term("title", word, TITLE * worth), _term("text", word, TEXT * worth)])


def _title_phrase(clauses) -> Query:
    return Query.phrase_query(SHAPE, "title", [c.word for c in clauses], 6)


def _quoted(words) -> Query:
    if len(words) == 1:
        return _word(words[0], QUOTED_WORTH)
    return _any([Query.phrase_query(SHAPE, field, list(words), 8) for field in ("title", "text")])


def _term(field: str, value: str, worth: float) -> Query:
    return _scaled(
        Query.term_query(SHAPE, field, value, "position" if field in ("title", "text") else "basic"), worth
    )


def _scaled(query: Query, worth: float) -> Query:
    return Query.boost_query(query, worth)


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
