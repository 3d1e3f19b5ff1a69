"""One function per verb of a request. Each is one transaction: rows, event, audit entry, duties, letter."""

from applications.actions.approving import approve, countersign, decline, record_approval, send_back
from applications.actions.archiving import archive, archive_year
from applications.actions.challenging import answer_challenge, record_challenge, record_result
from applications.actions.charging import answer_objection, notify_fee, object_fee, take_payment
from applications.actions.consulting import consult, serve, take_opinion
from applications.actions.correcting import (
    decide_correction,
    open_evidence,
    receive_correction,
    reissue_correction,
    reveal_correction,
)
from applications.actions.correction_sealing import e_seal_correction, seal_correction
from applications.actions.delivering import deliver, record_return, reply, send_again
from applications.actions.enclosing import attach
from applications.actions.excess import ask_reasons, delay, take_reasons
from applications.actions.filing import confirm, open_paper, receive, reissue, reveal, withdraw
from applications.actions.helping import ask_help, give_back, give_help, note
from applications.actions.keeping import erase_correction, erase_due, erase_identity
from applications.actions.listing import list_publicly, propose_listing, unlist
from applications.actions.practising import set_practice
from applications.actions.readdressing import readdress
from applications.actions.renewing import renew
from applications.actions.replying import close, draft
from applications.actions.sealing import attach_sealed_copy, e_seal, e_seal_notice, seal_notice
from applications.actions.splitting import split
from applications.actions.suggesting import answer_suggestion, suggest
from applications.actions.working import ask_supplement, assign, extend, supplement

__all__ = [
    "decide_correction",
    "e_seal_correction",
    "erase_correction",
    "seal_correction",
    "open_evidence",
    "receive_correction",
    "reissue_correction",
    "reveal_correction",
    "answer_challenge",
    "answer_objection",
    "object_fee",
    "ask_reasons",
    "delay",
    "take_reasons",
    "ask_help",
    "give_back",
    "give_help",
    "note",
    "set_practice",
    "answer_suggestion",
    "suggest",
    "approve",
    "archive",
    "archive_year",
    "ask_supplement",
    "assign",
    "attach",
    "attach_sealed_copy",
    "close",
    "confirm",
    "consult",
    "countersign",
    "decline",
    "deliver",
    "draft",
    "e_seal",
    "e_seal_notice",
    "erase_due",
    "erase_identity",
    "extend",
    "list_publicly",
    "notify_fee",
    "open_paper",
    "propose_listing",
    "readdress",
    "receive",
    "record_approval",
    "record_challenge",
    "record_result",
    "record_return",
    "reissue",
    "renew",
    "reply",
    "reveal",
    "seal_notice",
    "send_again",
    "send_back",
    "serve",
    "split",
    "supplement",
    "take_opinion",
    "take_payment",
    "unlist",
    "withdraw",
]
