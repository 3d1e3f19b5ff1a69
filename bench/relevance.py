"""Does the search find what people mean? python -m bench.relevance POLICIES.jsonl[.gz] QUERIES.jsonl [--show].

Prints for each sort of query nDCG@10 beside a plain line (BM25 over the same words, titles three times), and how often
the right one stands first. A policy is an object as for import_publications; a query has `query`, `kind` and `relevant` ({id: 1 or 2}).
"""

import importlib
import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    django.setup()
    importlib.import_module("bench.judged").main()
