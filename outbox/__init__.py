"""Messages written in a verb's transaction and delivered after it."""
