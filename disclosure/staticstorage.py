"""Static files with a digest in their names, so that browsers may keep them for a year."""

from collections.abc import Iterable, Iterator

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What citizens load. Brotli at its best takes seconds per megabyte: staff's and readers' tools get gzip only.
BEST = ("gov/", "django_htmx/htmx-2")


class Storage(CompressedManifestStaticFilesStorage):
    manifest_strict = False

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        own = [path for path in paths if path.startswith(BEST)]
        others = [path for path in paths if not path.startswith(BEST)]
        yield from super().compress_files(own)
        self.create_compressor = lambda **options: Compressor(**options, use_brotli=False)
        yield from super().compress_files(others)
