"""Reading mails apart from everything else: replies without their history, HTML, flowed lines, headers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox.mail_charset import decode, decode_words, parameters
from desktop.sandbox.mail_parts import HeadersTooLong, TooManyParts
from desktop.sandbox.mail_plain import html_as_text, unflowed, without_history
from desktop.sandbox.mail_reading import Mailbox, mailboxes, read_mail


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Grazie.\n\nOn Mon, 2 Mar 2026 at 09:00, Valmec <a@b> wrote:\n> Provate.\n>\n> Ciao\n", "Grazie."),
        ("Thanks\n\nOn Mon, 2 Mar 2026 at 09:00, Valmec Assistenza\n<aiuto@valmec.example> wrote:\n\n> x", "Thanks"),
        (
            "Ευχαριστώ.\n\nΣτις Δευ 2 Μαρ 2026 στις 9:00 π.μ., ο χρήστης Valmec <a@b> έγραψε:\n> Δοκιμάστε.",
            "Ευχαριστώ.",
        ),
        ("Bene.\n\n-----Messaggio originale-----\nDa: Valmec\nInviato: oggi\n\nProvate.", "Bene."),
        (
            "Καλά.\n\n________________________________\nΑπό: Valmec\nΣτάλθηκε: σήμερα\nΠρος: εμένα\nΘέμα: x\n\nΔοκιμάστε.",
            "Καλά.",
        ),
        ("Ok\n\nFrom: Valmec <a@b>\nSent: today\nTo: me\nSubject: x\n\nTry.", "Ok"),
        ("Va bene.\n-- \nAnna Rossi\nTel. 123\n", "Va bene."),
        ("Va bene.\n-- \nAnna\n\nIl giorno 2 marzo Valmec ha scritto:\n> Sì?\n> -- \n> Luca", "Va bene."),
        ("> Quale fattura?\nQuella di maggio.", "> Quale fattura?\nQuella di maggio."),
        ("Rispondo sotto:\n> uno?\nsì\n> due?\nno", "Rispondo sotto:\n> uno?\nsì\n> due?\nno"),
        ("> solo citazione", "> solo citazione"),
        ("Nessuna storia.\n\nDa: Milano a Roma.", "Nessuna storia.\n\nDa: Milano a Roma."),
        ("Il collega ha scritto: va bene.\nGrazie", "Il collega ha scritto: va bene.\nGrazie"),
        ("", ""),
    ],
)
def test_a_reply_is_what_its_writer_said(text: str, said: str):
    assert without_history(text) == said


@given(st.text(alphabet="a>\n -:", max_size=200))
def test_leaving_history_out_adds_nothing_and_never_empties_what_says_something(text: str):
    left = without_history(text)
    assert left in text or left.strip() in text
    assert bool(left.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>uno</p>\n<p>due</p>", "uno\n\ndue"),
        ("<blockquote><p>detto</p></blockquote>risposto", "> detto\nrisposto"),
        ("<pre>  a\n   b</pre>", "  a\n   b"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("&lt;b&gt; &amp;amp; &#945;&#x1F642;", "<b> &amp; α🙂"),
        ('<a href="javascript:alert(1)">qui</a>', "qui"),
        ('<a href="mailto:x@y.example">x@y.example</a>', "x@y.example"),
        ('<img alt="a > b" src=x>dopo', "dopo"),
        ("<!-- nascosto --->visto", "visto"),
        ("<style>p { color: red }</style>visto", "visto"),
        ("<title>visto", "visto"),
        ("<td>a</td><td>b</td>", "a b"),
    ],
)
def test_html_is_read_as_a_person_reads_it(html: str, text: str):
    assert html_as_text(html) == text


@given(st.text(alphabet="<>/!-abpre\"'= &#;9\n", max_size=300))
def test_any_text_can_be_read_as_html(text: str):
    assert "<script" not in html_as_text(text)


@pytest.mark.parametrize(
    "bomb",
    [
        "<a ",
        "<style>",
        "<!-- ",
        '<a "',
        "<a '\"",
        "<blockquote>",
        "&#",
        "&",
        "<",
        "<pre>\n",
        "<a href='http://x'>",
        "</",
    ],
    ids=repr,
)
def test_the_time_for_html_grows_with_its_length_only(bomb: str):
    def cost(size: int) -> float:
        began = time.process_time()
        html_as_text(bomb * (size // len(bomb)))
        return time.process_time() - began

    cost(1_000)
    # eight times the length, at most some thirty times the time: what is quadratic takes sixty-four times
    assert cost(800_000) < 0.3 + 32 * cost(100_000)


@pytest.mark.parametrize(
    ("raw", "deletes", "text"),
    [
        ("uno \ndue\ntre", False, "uno due\ntre"),
        ("u \nno", True, "uno"),
        ("> a \n> b\nc", False, "> a b\nc"),
        ("x\n-- \nAnna", False, "x\n-- \nAnna"),
        (" >from", False, ">from"),
    ],
)
def test_flowed_lines_are_joined(raw: str, deletes: bool, text: str):
    assert unflowed(raw, deletes_space=deletes) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?q?Stampante_=E2=80=9Csu=E2=80=9D?=", "Stampante “su”"),
        ("=?UTF-8?B?zqA=?= =?UTF-8?B?z4E=?=", "Πρ"),
        ("=?utf-8?b?zqDP?=\r\n =?utf-8?b?gQ==?=", "Πρ"),  # a character cut in two
        ("Re: =?iso-8859-7?q?=D0?= x", "Re: Π x"),
        ("=?utf-8*el?q?=CE=A0?=", "Π"),
        ("=?no-such?q?=CE=A0?=", "Π"),
        ("senza codice è", "senza codice è"),
        ("x?= =?utf-8?q?=CE=A0?=", "x?= Π"),  # only blanks between two encoded words fold the line
        ("=?utf-8?x?zz?= =?utf-8?q", "=?utf-8?x?zz?= =?utf-8?q"),
    ],
)
def test_encoded_words_are_read(written: str, meant: str):
    assert decode_words(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("anna@rossi.example", [Mailbox("", "anna@rossi.example")]),
        ('"Rossi, Anna" <anna@rossi.example>', [Mailbox("Rossi, Anna", "anna@rossi.example")]),
        ("Anna (a comment, here) <anna@rossi.example>", [Mailbox("Anna", "anna@rossi.example")]),
        ("a@b.example, B <c@d.example>", [Mailbox("", "a@b.example"), Mailbox("B", "c@d.example")]),
        ("=?utf-8?q?A=2C_B?= <a@b.example>", [Mailbox("A, B", "a@b.example")]),
        ("σοφία@παράδειγμα.example", [Mailbox("", "σοφία@παράδειγμα.example")]),
        ("<>", None),
        ("a@b.example c@d.example", None),
        ("x" * 300 + "@b.example", None),
    ],
)
def test_addresses_are_read_before_names_are(written: str, meant: list[Mailbox] | None):
    assert mailboxes(written) == meant


def test_parameters_are_put_together():
    kind, told = parameters('Text/Plain; charset=UTF-8; name*0="a"; name*1*=%20b; x="q\\"u"; =bad; y')
    assert (kind, told) == ("text/plain", {"charset": "UTF-8", "name": "a b", "x": 'q"u'})


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_in_any_charset_are_some_text(content: bytes, charset: str):
    assert isinstance(decode(content, charset), str)


@given(
    st.lists(
        st.sampled_from(
            [
                b"From: a@b.example",
                b"Content-Type: ",
                b"multipart/mixed; boundary=b",
                b"--b",
                b"--b--",
                b"\r\n",
                b"\r\n\r\n",
                b"text/html",
                b"\xff",
                b"=?utf-8?q?",
                b"Subject: ",
                b";",
                b'"',
            ]
        ),
        max_size=60,
    )
)
def test_any_mail_can_be_read(pieces: list[bytes]):
    try:
        mail = read_mail(b"".join(pieces), "a@b.example")
    except (TooManyParts, HeadersTooLong):
        return
    assert "\n" not in mail.subject
    (mail.subject + mail.text).encode()


def test_what_is_attached_inside_the_other_form_of_the_text_is_not_lost():
    """As Apple's program writes it: plain, or else HTML with the file in its middle."""
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/alternative; boundary=o\r\n\r\n--o\r\n\r\nplain\r\n--o\r\n"
        b"Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>one</p>\r\n"
        b"--i\r\nContent-Type: application/pdf; name=x.pdf\r\n\r\n%PDF\r\n--i--\r\n--o--\r\n"
    )
    mail = read_mail(raw, "a@b.example")
    assert (mail.text, [file.name for file in mail.files]) == ("plain", ["x.pdf"])


def test_texts_around_a_picture_are_all_read():
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n\r\nbefore\r\n--o\r\n"
        b"Content-Type: image/png\r\n\r\npixels\r\n--o\r\n\r\nafter\r\n--o--\r\n"
    )
    mail = read_mail(raw, "a@b.example")
    assert (mail.text, [file.mime for file in mail.files]) == ("before\n\nafter", ["image/png"])


def test_signatures_of_programs_are_no_files_and_forwarded_mails_are():
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/signed; boundary=o\r\n\r\n--o\r\n\r\ntext\r\n--o\r\n"
        b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nx\r\n--o\r\n"
        b"Content-Type: application/pgp-signature; name=s.asc\r\n\r\nsig\r\n--o--\r\n"
    )
    mail = read_mail(raw, "a@b.example")
    assert mail.text == "text"
    assert [(file.mime, file.content) for file in mail.files] == [("message/rfc822", b"Subject: inner\r\n\r\nx")]
