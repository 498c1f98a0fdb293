"""The few pages that people see in a browser: what became of the link in a mail. Plain HTML of its own, nothing fetched from anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from fastapi import Response


class Outcome(StrEnum):
    """What a page says."""

    ACTIVATED = "activated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Words:
    title: str
    text: str


_WORDS: Mapping[Outcome, Mapping[str, _Words]] = {
    Outcome.ACTIVATED: {
        "en": _Words("Your account is active", "You can sign in now. This page can be closed."),
        "it": _Words("Il vostro accesso è attivo", "Ora potete accedere. Questa pagina si può chiudere."),
        "el": _Words("Ο λογαριασμός σας είναι ενεργός", "Μπορείτε να συνδεθείτε. Αυτή η σελίδα μπορεί να κλείσει."),
    },
    Outcome.UNKNOWN: {
        "en": _Words("This link is not valid", "It is incomplete, or too old. Register once more to get a new one."),
        "it": _Words(
            "Questo collegamento non è valido", "È incompleto o scaduto. Registratevi di nuovo per riceverne uno nuovo."
        ),
        "el": _Words(
            "Αυτός ο σύνδεσμος δεν ισχύει", "Είναι ελλιπής ή παλιός. Εγγραφείτε ξανά για να λάβετε καινούργιο."
        ),
    },
}

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – {portal}</title>
<style>
body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; margin: 0.25rem 0 0.75rem; }}
small {{ opacity: 0.75; }}
</style>
</head>
<body>
<main>
<small>{portal}</small>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Language",
}


def wants_a_page(accept: str) -> bool:
    """Whether a request's Accept names HTML, and not after JSON (RFC 9110, section 12.5.1)."""
    weights = _weights(accept)
    return weights.get("text/html", 0.0) > weights.get("application/json", 0.0)


def preferred(accept_language: str) -> str | None:
    """The language that a browser names first, without its region."""
    weights = _weights(accept_language)
    best = max(weights, key=lambda name: weights[name], default=None)
    return None if best is None else best.partition("-")[0]


def _weights(header: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for entry in header[:1000].split(","):
        name, _, told = entry.partition(";")
        quality = told.strip().removeprefix("q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 1.0
        if name.strip():
            found.setdefault(name.strip().lower(), weight)
    return found


def page(outcome: Outcome, portal: str, language: str, status: int) -> Response:
    """The page in this language, or in English."""
    words = _WORDS[outcome].get(language)
    shown = language if words is not None else "en"
    words = words or _WORDS[outcome]["en"]
    content = _PAGE.format(language=shown, portal=escape(portal), title=escape(words.title), text=escape(words.text))
    return Response(content, status, _HEADERS, "text/html; charset=utf-8")
