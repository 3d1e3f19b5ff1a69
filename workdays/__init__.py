"""Working days: the State Council's yearly notices and the counting that every limit uses."""
