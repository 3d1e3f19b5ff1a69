"""The staff's pages: queues, the case, its verbs, entry of paper requests."""
