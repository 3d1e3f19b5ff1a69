"""The full-text index and the result page."""
