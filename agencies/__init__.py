"""Government bodies: the tree, their kinds and the statutory fields of the guide."""
