"""The portal's settings for a web process that answers from the index of a measurement (bench.scale)."""

import os
from pathlib import Path

from disclosure.settings import *  # noqa: F403

SEARCH_INDEX_DIR = Path(os.environ["BENCH_INDEX"])
SEARCH_SOURCES: dict[str, str] = {}
SEARCH_PUBLIC = {"policy": "bench.scale.public_ids"}
