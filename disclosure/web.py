"""The web server: python -m disclosure.web [granian's options]. Loads the portal once and forks its processes from it.

A process that was killed is there again at once instead of after several seconds of loading, and what all of them
read (code, dictionaries) stands in memory once.
"""

import gc
import sys

from granian.cli import entrypoint

from disclosure import wsgi

WHAT = ["--interface", "wsgi", f"{wsgi.__name__}:application"]


def main() -> None:
    gc.collect()
    gc.freeze()  # the collector of a forked process would otherwise write into what is shared
    sys.argv[1:1] = WHAT
    entrypoint()


if __name__ == "__main__":
    main()
