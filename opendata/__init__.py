"""The read API, exports and feeds."""
