"""Precision and recall of the privacy check on a labelled file: python -m bench.privacy FILE.jsonl [--show]."""

import argparse
import json
from collections import Counter
from pathlib import Path

from publishing import privacy

SAME = {"home_address": "address", "travel_permit": "passport"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print each text that was judged differently")
    options = parser.parse_args()
    right, wrong, missed = Counter(), Counter(), Counter()
    for line in options.file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted = {(SAME.get(s["type"], s["type"]), s["start"], s["end"]) for s in row["spans"]}
        found = {(f.kind, f.start, f.end) for f in privacy.find(row["text"])}
        right.update(k for k, *_ in wanted & found)
        wrong.update(k for k, *_ in found - wanted)
        missed.update(k for k, *_ in wanted - found)
        if options.show and wanted != found:
            print(row["id"], row["text"], "missed", wanted - found, "wrong", found - wanted)  # noqa: T201
    for kind in [*privacy.KINDS, "all"]:
        print(kind.ljust(10), *_scores(kind, right, wrong, missed))  # noqa: T201


def _scores(kind, *counters):
    hit, wrong, missed = (sum(c.values()) if kind == "all" else c[kind] for c in counters)
    precision = hit / (hit + wrong) if hit + wrong else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    return (
        f"precision {precision:.3f}",
        f"recall {recall:.3f}",
        f"found {hit}, wrong {wrong}, missed {missed}",
    )


if __name__ == "__main__":
    main()
