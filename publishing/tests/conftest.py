from publishing.tests.fixtures import bring, column, drafted, item

__all__ = ["bring", "column", "drafted", "item"]
