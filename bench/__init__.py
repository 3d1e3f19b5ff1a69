"""Measurements: `./run bench [name ...]`. Ratios within one run, never limits in a test."""
