"""One function per verb. Each is one transaction: rows, revision, audit entry, duties, outbox row."""

from publishing.actions.correcting import correct, decide_correction, facts_of, with_facts
from publishing.actions.drafting import attach, detach, draft, edit, mask, mask_file
from publishing.actions.noticefields import set_notice_field
from publishing.actions.records import Blocked, Outdated, locked, moved, search_kind
from publishing.actions.releasing import follow_up, publish, publish_urgently, withdraw
from publishing.actions.reversing import note_of, reverse_penalty
from publishing.actions.reviewing import approve, decide_secrecy, review, review_all, send_back, submit
from publishing.actions.staging import assign_stage, clear_stage, fill_stage
from publishing.actions.timing import end_notices, publish_due, schedule, unschedule
from publishing.actions.withholding import reassess
from publishing.actions.wordlists import add_word, retire_word

__all__ = [
    "add_word",
    "retire_word",
    "set_notice_field",
    "assign_stage",
    "clear_stage",
    "fill_stage",
    "note_of",
    "reverse_penalty",
    "Blocked",
    "Outdated",
    "approve",
    "attach",
    "correct",
    "decide_correction",
    "decide_secrecy",
    "end_notices",
    "facts_of",
    "publish_due",
    "schedule",
    "unschedule",
    "detach",
    "draft",
    "edit",
    "follow_up",
    "locked",
    "moved",
    "mask",
    "mask_file",
    "publish",
    "publish_urgently",
    "reassess",
    "review",
    "review_all",
    "search_kind",
    "send_back",
    "submit",
    "with_facts",
    "withdraw",
]
