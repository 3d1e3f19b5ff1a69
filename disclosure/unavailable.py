"""Errors that pass by themselves or by the operator's hand: no space left, or a database or a store that does not answer.

Nothing is half kept then: a verb is one transaction. But whether the last commit was reached cannot always be told, so
people are told to look before they send again.
"""

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError
from psycopg2.errors import DiskFull
from redis import RedisError

NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
FULL = "服务器的存储空间满了，暂时不能接收新的内容。您刚才填写的可能没有收到：请先自己存一份，恢复以后先查一下，没有收到的再提交。"
AWAY = (
    "系统正在恢复，暂时不能办理。您刚才填写的可能没有收到：请过几分钟返回上一页再试，已经有查询码的先查一下。"
)
RETRY_SECONDS = 60


def sentence(error: BaseException | None) -> str:
    """What to tell people about an error of this kind; "" for any other."""
    causes = list(_chain(error))
    if any(isinstance(each, DiskFull) or _without_space(each) for each in causes):
        return FULL
    return AWAY if any(_not_answering(each) for each in causes) else ""


def _without_space(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in NO_SPACE


def _not_answering(error: BaseException) -> bool:
    """The database, Redis, or the store of files, whose client is not always installed."""
    known = isinstance(error, OperationalError | InterfaceError | RedisError)
    # psycopg2 gives no kind to a connection that is lost within an answer.
    cut_off = type(error) is DatabaseError
    return known or cut_off or type(error).__module__.startswith("botocore.")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
