"""The standard catalogue: what must be made public, by whom, how soon."""
