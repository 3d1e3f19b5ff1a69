"""One function per verb of a request. Each is one transaction: rows, event, audit entry, duties, letter."""

from applications.actions.charging import notify_fee, take_payment
from applications.actions.consulting import consult, serve, take_opinion
from applications.actions.enclosing import attach
from applications.actions.filing import confirm, receive, reissue, reveal, withdraw
from applications.actions.keeping import erase_due, erase_identity
from applications.actions.replying import approve, close, draft, list_publicly, reply, send_back
from applications.actions.working import ask_supplement, assign, extend, supplement

__all__ = [
    "approve",
    "ask_supplement",
    "attach",
    "assign",
    "close",
    "confirm",
    "consult",
    "draft",
    "erase_due",
    "erase_identity",
    "extend",
    "list_publicly",
    "notify_fee",
    "receive",
    "reissue",
    "reply",
    "reveal",
    "send_back",
    "serve",
    "supplement",
    "take_opinion",
    "take_payment",
    "withdraw",
]
