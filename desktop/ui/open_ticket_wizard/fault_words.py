"""One sentence for each thing that keeps a ticket from being sent: what is the matter and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.account import Limits
from desktop.domain.rules import MACHINE_LIMIT, SUBJECT_LIMIT, Fault, Violation
from desktop.ui.wording import size

translate = QCoreApplication.translate


def fault_sentence(violation: Violation, limits: Limits) -> str:
    """What to tell about one fault."""
    match violation.fault:
        case Fault.FILE_TOO_LARGE:
            return translate("Faults", "Too large: the helpdesk takes files of up to {size}.").format(
                size=size(limits.max_upload_bytes)
            )
        case Fault.TOO_MANY_FILES:
            return translate(
                "Faults", "Too many files: the helpdesk takes {count} with a ticket. Remove some of them."
            ).format(count=limits.max_attachments)
        case Fault.CONTACT_ADDRESS:
            return translate("Faults", "“{address}” is not an e-mail address. Correct it or remove it.").format(
                address=violation.subject
            )
        case Fault.SUBJECT_TOO_LONG:
            return translate("Faults", "At most {count} characters. The rest fits into the description.").format(
                count=SUBJECT_LIMIT
            )
        case Fault.MACHINE_TOO_LONG:
            return translate("Faults", "At most {count} characters. The rest fits into the description.").format(
                count=MACHINE_LIMIT
            )
        case fault:
            return _plain_sentence(fault)


def _plain_sentence(fault: Fault) -> str:
    sentences = {
        Fault.REQUEST_TYPE_MISSING: translate("Faults", "Choose what your ticket is about."),
        Fault.MACHINE_MISSING: translate(
            "Faults", "Choose a machine, or say which one it is if it is not in the list."
        ),
        Fault.SUBJECT_MISSING: translate("Faults", "Give it a subject: a few words are enough."),
        Fault.DESCRIPTION_MISSING: translate("Faults", "Describe what happens, so that somebody can help."),
        Fault.MACHINE_STATE_MISSING: translate("Faults", "Say how the machine is."),
        Fault.TEXT_MISSING: translate("Faults", "Write something first."),
        Fault.TEXT_TOO_LONG: translate(
            "Faults", "This is longer than the helpdesk takes. Attach the long part as a file."
        ),
        Fault.FILE_TYPE: translate("Faults", "The helpdesk does not take this type of file."),
        Fault.FILE_EMPTY: translate("Faults", "This file is empty."),
    }
    return sentences[fault]
