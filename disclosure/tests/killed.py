"""Run by test_survival in a process of its own: does one verb and kills itself before the n-th statement.

Usage: python -m disclosure.tests.killed DATABASE STATEMENT VERB KEY
"""

import importlib
import os
import signal
import sys

import django
from django.conf import settings


def main(database: str, statement: int, verb: str, key: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    verbs = importlib.import_module("disclosure.tests.killed_verbs")  # its models need the line above
    left = [statement]

    def kill(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    verbs.run(verb, key, kill)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
