"""Facts about requests for information (依申请公开): what was asked, what happened, what was answered."""

from applications.models.aside import (
    Challenge,
    Contribution,
    Correction,
    CorrectionFile,
    DraftFile,
    Practice,
)
from applications.models.case import Application, Draft, Event, Sequence
from applications.models.papers import Attachment, Delivery, Letter, Opinion

__all__ = [
    "Application",
    "Attachment",
    "Challenge",
    "Contribution",
    "Correction",
    "CorrectionFile",
    "Delivery",
    "Draft",
    "DraftFile",
    "Event",
    "Letter",
    "Opinion",
    "Practice",
    "Sequence",
]
