"""The number of the request that a line of the log belongs to."""

import logging
from contextvars import ContextVar

current_request: ContextVar[str] = ContextVar("current request", default="")


class RequestNumber(logging.Filter):
    """Gives every line of the log the number of the request it belongs to."""

    def filter(self, line: logging.LogRecord) -> bool:
        line.request_id = current_request.get()
        for name in (
            "request",
            "args_of_request",
            "server_time",
        ):  # Django's own extras may hold a whole request
            line.__dict__.pop(name, None)
        return True
