"""Does the search find what people mean? python -m bench.relevance POLICIES.jsonl[.gz] QUERIES.jsonl [--show].

Prints nDCG@10, success@5 and MRR for each sort of query, beside a plain line (BM25 over the same words, titles three
times). A policy is an object as for import_publications; a query has `query`, `kind` and `relevant` ({id: 1 or 2}).
"""

import importlib
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    django.setup()
    importlib.import_module("bench.judged").main()
