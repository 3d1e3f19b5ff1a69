"""The audit log: entries are only ever added, and sealed into a chain."""
