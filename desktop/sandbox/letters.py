"""The words of the helpdesk's letters, in English, Italian and Greek; a portal's file can say them in its own way (`[letters.NAME]`).

In braces stands what is filled in. Letters about a ticket know `{name}` (who gets it), `{number}`, `{subject}`, `{status}`, `{before}` (the
former status), `{who}` (who replied), `{text}` (what was said) and `{portal}`; where a subject lacks the number as the portal's subject
pattern writes it, it is put in front. `refused` knows `{reason}`, `{subject}`, `{address}` and `{portal}`. Joining letters know `{name}`,
`{user_name}`, `{link}` and `{password}`; `access-request` knows `{company}`, `{contact}`, `{address}` and `{text}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Wording:
    """Subject and text of a letter, with braces to be filled."""

    subject: str
    text: str


Letter = Mapping[str, Wording]

# ---------------------------------------------------------------- joining

ACTIVATION: Letter = {
    "en": Wording("Activate your account", "Hello {name},\n\nopen this address to activate your account:\n{link}\n"),
    "it": Wording(
        "Attivate il vostro accesso", "Buongiorno {name},\n\nper attivare l'accesso aprite questo indirizzo:\n{link}\n"
    ),
    "el": Wording(
        "Ενεργοποίηση λογαριασμού",
        "Καλημέρα {name},\n\nανοίξτε αυτή τη διεύθυνση για να ενεργοποιήσετε τον λογαριασμό:\n{link}\n",
    ),
}
ALREADY_KNOWN: Letter = {
    "en": Wording(
        "You have an account", "Hello {name},\n\nyou have an account already; your user name is {user_name}.\n"
    ),
    "it": Wording(
        "Avete già un accesso", "Buongiorno {name},\n\navete già un accesso; il nome utente è {user_name}.\n"
    ),
    "el": Wording(
        "Έχετε ήδη λογαριασμό", "Καλημέρα {name},\n\nέχετε ήδη λογαριασμό· το όνομα χρήστη είναι {user_name}.\n"
    ),
}
NEW_PASSWORD: Letter = {
    "en": Wording(
        "A new password",
        "Hello {name},\n\nthis password is good for a day:\n{password}\n\nThe old one stays good until you use it.\n",
    ),
    "it": Wording(
        "Una nuova password",
        "Buongiorno {name},\n\nquesta password vale un giorno:\n{password}\n\nQuella vecchia resta valida finché non la usate.\n",
    ),
    "el": Wording(
        "Νέος κωδικός",
        "Καλημέρα {name},\n\nαυτός ο κωδικός ισχύει για μία ημέρα:\n{password}\n\nΟ παλιός ισχύει μέχρι να τον χρησιμοποιήσετε.\n",
    ),
}
USER_NAME: Letter = {
    "en": Wording("Your user name", "Hello {name},\n\nyour user name is {user_name}.\n"),
    "it": Wording("Il vostro nome utente", "Buongiorno {name},\n\nil nome utente è {user_name}.\n"),
    "el": Wording("Το όνομα χρήστη σας", "Καλημέρα {name},\n\nτο όνομα χρήστη είναι {user_name}.\n"),
}
ACCESS_REQUEST: Letter = {
    "en": Wording("Access asked for: {company}", "{contact} <{address}> of {company} asks for access.\n\n{text}\n"),
    "it": Wording(
        "Richiesta di accesso: {company}", "{contact} <{address}> di {company} chiede un accesso.\n\n{text}\n"
    ),
    "el": Wording("Αίτημα πρόσβασης: {company}", "{contact} <{address}> από {company} ζητά πρόσβαση.\n\n{text}\n"),
}

# ---------------------------------------------------------------- about a ticket

OPENED: Letter = {
    "en": Wording(
        "Ticket opened: {subject}",
        "Hello {name},\n\nthe ticket “{subject}” has been opened. Its number is {number}.\n\n"
        "To add something, answer this mail and leave the number in the subject.\n\n{portal}\n",
    ),
    "it": Wording(
        "Ticket aperto: {subject}",
        "Buongiorno {name},\n\nil ticket «{subject}» è stato aperto. Il suo numero è {number}.\n\n"
        "Per aggiungere qualcosa rispondete a questa e-mail lasciando il numero nell'oggetto.\n\n{portal}\n",
    ),
    "el": Wording(
        "Άνοιξε αίτημα: {subject}",
        "Καλημέρα {name},\n\nτο αίτημα «{subject}» άνοιξε. Ο αριθμός του είναι {number}.\n\n"
        "Για να προσθέσετε κάτι, απαντήστε σε αυτό το μήνυμα και αφήστε τον αριθμό στο θέμα.\n\n{portal}\n",
    ),
}
REPLY: Letter = {
    "en": Wording(
        "{subject}",
        "Hello {name},\n\n{who} has answered the ticket {number} “{subject}”:\n\n{text}\n\nState: {status}\n\n"
        "To add something, answer this mail and leave the number in the subject.\n\n{portal}\n",
    ),
    "it": Wording(
        "{subject}",
        "Buongiorno {name},\n\n{who} ha risposto al ticket {number} «{subject}»:\n\n{text}\n\nStato: {status}\n\n"
        "Per aggiungere qualcosa rispondete a questa e-mail lasciando il numero nell'oggetto.\n\n{portal}\n",
    ),
    "el": Wording(
        "{subject}",
        "Καλημέρα {name},\n\nαπάντηση από {who} στο αίτημα {number} «{subject}»:\n\n{text}\n\nΚατάσταση: {status}\n\n"
        "Για να προσθέσετε κάτι, απαντήστε σε αυτό το μήνυμα και αφήστε τον αριθμό στο θέμα.\n\n{portal}\n",
    ),
}
STATUS: Letter = {
    "en": Wording(
        "{status}: {subject}",
        "Hello {name},\n\nthe state of the ticket {number} “{subject}” has changed.\n\n"
        "Before: {before}\nNow: {status}\n\n{portal}\n",
    ),
    "it": Wording(
        "{status}: {subject}",
        "Buongiorno {name},\n\nlo stato del ticket {number} «{subject}» è cambiato.\n\n"
        "Prima: {before}\nOra: {status}\n\n{portal}\n",
    ),
    "el": Wording(
        "{status}: {subject}",
        "Καλημέρα {name},\n\nη κατάσταση του αιτήματος {number} «{subject}» άλλαξε.\n\n"
        "Πριν: {before}\nΤώρα: {status}\n\n{portal}\n",
    ),
}

# ---------------------------------------------------------------- refusing a mail

REFUSED: Letter = {
    "en": Wording(
        "Not taken: {subject}",
        "Your mail “{subject}” was not taken and nothing was opened or added:\n\n{reason}\n\n{portal}\n",
    ),
    "it": Wording(
        "Non accettata: {subject}",
        "La vostra e-mail «{subject}» non è stata accettata e nulla è stato aperto o aggiunto:\n\n{reason}\n\n{portal}\n",
    ),
    "el": Wording(
        "Δεν έγινε δεκτό: {subject}",
        "Το μήνυμά σας «{subject}» δεν έγινε δεκτό και τίποτα δεν άνοιξε ούτε προστέθηκε:\n\n{reason}\n\n{portal}\n",
    ),
}
NO_SUBJECT: Mapping[str, str] = {"en": "(no subject)", "it": "(senza oggetto)", "el": "(χωρίς θέμα)"}


class Reason(StrEnum):
    """Why a mail was not taken."""

    STRANGER = "stranger"
    NOT_ACTIVATED = "not-activated"
    SENDER_UNCLEAR = "sender-unclear"
    FILE_TOO_LARGE = "file-too-large"
    FILE_TYPE = "file-type"
    TOO_MANY_FILES = "too-many-files"
    TEXT_TOO_LONG = "text-too-long"
    TOO_MANY_PARTS = "too-many-parts"
    EMPTY = "empty"
    CLOSED = "closed"
    NOT_FITTING = "not-fitting"


REASONS: Mapping[Reason, Mapping[str, str]] = {
    Reason.STRANGER: {
        "en": "The address {address} is not enabled to open tickets by e-mail.",
        "it": "L'indirizzo {address} non è abilitato ad aprire ticket via e-mail.",
        "el": "Η διεύθυνση {address} δεν έχει δικαίωμα να ανοίγει αιτήματα με e-mail.",
    },
    Reason.NOT_ACTIVATED: {
        "en": "The account of {address} is not activated yet. Use the link in the mail you were sent first.",
        "it": "L'accesso di {address} non è ancora attivo. Usate prima il collegamento nell'e-mail che avete ricevuto.",
        "el": "Ο λογαριασμός του {address} δεν έχει ενεργοποιηθεί. Χρησιμοποιήστε πρώτα τον σύνδεσμο στο μήνυμα που λάβατε.",
    },
    Reason.SENDER_UNCLEAR: {
        "en": "The mail does not say who wrote it: it needs one sender (From).",
        "it": "L'e-mail non dice chi l'ha scritta: serve un solo mittente (Da).",
        "el": "Το μήνυμα δεν λέει ποιος το έγραψε: χρειάζεται έναν αποστολέα (Από).",
    },
    Reason.FILE_TOO_LARGE: {
        "en": "The file “{file}” has {size}; a file may have {limit} at most.",
        "it": "Il file «{file}» è di {size}; un file può avere al massimo {limit}.",
        "el": "Το αρχείο «{file}» είναι {size}· ένα αρχείο μπορεί να έχει το πολύ {limit}.",
    },
    Reason.FILE_TYPE: {
        "en": "The file “{file}” is of a type that is not taken here ({mime}).",
        "it": "Il file «{file}» è di un tipo che qui non si accetta ({mime}).",
        "el": "Το αρχείο «{file}» είναι τύπου που δεν γίνεται δεκτός εδώ ({mime}).",
    },
    Reason.TOO_MANY_FILES: {
        "en": "A ticket may have {limit} attachments at most; with those of this mail it would have more.",
        "it": "Un ticket può avere al massimo {limit} allegati; con quelli di questa e-mail ne avrebbe di più.",
        "el": "Ένα αίτημα μπορεί να έχει το πολύ {limit} συνημμένα· με αυτά του μηνύματος θα είχε περισσότερα.",
    },
    Reason.TEXT_TOO_LONG: {
        "en": "The text has {size} characters; it may have {limit} at most. Attach it as a file.",
        "it": "Il testo ha {size} caratteri; può averne al massimo {limit}. Allegatelo come file.",
        "el": "Το κείμενο έχει {size} χαρακτήρες· μπορεί να έχει το πολύ {limit}. Επισυνάψτε το ως αρχείο.",
    },
    Reason.TOO_MANY_PARTS: {
        "en": "The mail is made of too many parts, or of parts within parts.",
        "it": "L'e-mail è composta di troppe parti, o di parti dentro altre parti.",
        "el": "Το μήνυμα αποτελείται από πάρα πολλά μέρη, ή από μέρη μέσα σε μέρη.",
    },
    Reason.EMPTY: {
        "en": "The mail has neither a text nor an attachment.",
        "it": "L'e-mail non ha né testo né allegati.",
        "el": "Το μήνυμα δεν έχει ούτε κείμενο ούτε συνημμένα.",
    },
    Reason.CLOSED: {
        "en": "The ticket {number} is closed and takes nothing more. For something new, write without the number in the subject.",
        "it": "Il ticket {number} è chiuso e non accetta altro. Per qualcosa di nuovo scrivete senza il numero nell'oggetto.",
        "el": "Το αίτημα {number} είναι κλειστό και δεν δέχεται άλλα. Για κάτι νέο γράψτε χωρίς τον αριθμό στο θέμα.",
    },
    Reason.NOT_FITTING: {
        "en": "It does not fit what this helpdesk takes: {detail}",
        "it": "Non corrisponde a ciò che questo helpdesk accetta: {detail}",
        "el": "Δεν ταιριάζει με όσα δέχεται αυτό το helpdesk: {detail}",
    },
}
