"""Messages written in a verb's transaction: delivered once by a worker (drain), or read by every machine (follow)."""
