"""The log: how its lines look, and the number of the request that each belongs to."""

import logging
from contextvars import ContextVar

FIELDS = "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"
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


def logging_configuration(format: str, level: str) -> dict:
    """LOGGING for `line` or `json`."""
    json = {"()": "pythonjsonlogger.json.JsonFormatter", "format": FIELDS}
    stderr = {"class": "logging.StreamHandler", "formatter": format, "filters": ["request"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestNumber}},
        "formatters": {"line": {"format": FIELDS}, "json": json},
        "handlers": {"stderr": stderr},
        "loggers": {
            "axes": {"level": "CRITICAL"}
        },  # it would write names and addresses; they stand in its tables
        "root": {"handlers": ["stderr"], "level": level},
    }
