"""The public's pages: the six-step form, the receipt, the progress of a request."""
