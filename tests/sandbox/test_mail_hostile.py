"""Mail that means harm, or was written by a program that does not know how: it costs little, breaks nothing, and gets no further."""

import socket
import time

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import ANNA, PAOLA
from tests.sandbox.conftest import People
from tests.sandbox.mail_fixtures import post, start_mail
from tests.sandbox.mail_portal import a_mail, deliver, letters, ticket_of

__all__ = ["post", "start_mail"]

HEAD = f"From: {ANNA}\r\nSubject: Prova\r\nMIME-Version: 1.0\r\n".encode()


def still_well(post: RunningSandbox, people: People) -> None:
    """It takes an ordinary mail as if nothing had been."""
    assert deliver(post, a_mail("Tutto bene", Subject="Dopo"))[0] == 250
    ticket_of(people(ANNA, post.url), "Dopo")


def nested(depth: int) -> bytes:
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(depth)
    )
    return HEAD + opened + b"\r\nin fondo\r\n"


@pytest.mark.parametrize(
    "bomb",
    [
        nested(500),
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000 + b"--b--\r\n",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n" * 50_000,
    ],
    ids=["deep", "many", "empty"],
)
def test_a_bomb_of_parts_is_refused_at_once(post: RunningSandbox, people: People, bomb: bytes):
    began = time.process_time()
    assert deliver(post, bomb, path=ANNA)[0] == 250
    assert "troppe parti" in letters(post, ANNA)[0].get_content()
    assert (
        time.process_time() - began < 20
    )  # it takes half a second; a parser that goes down with the bomb takes minutes
    still_well(post, people)


@pytest.mark.parametrize(
    "charset", ["no-such", "idna", "punycode", "unicode_escape", "zlib", "utf-16", "x\\0", "é", ""]
)
def test_a_charset_that_is_wrong_loses_no_letters(post: RunningSandbox, people: People, charset: str):
    text = "perché no è così"
    raw = (
        HEAD
        + f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}'.encode()
    )
    assert deliver(post, raw, path=ANNA)[0] == 250
    ticket = ticket_of(people(ANNA, post.url), "Prova")
    if charset != "utf-16":  # which decodes whatever it gets
        assert ticket["description"] == text


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("iso-8859-7", "Καλημέρα".encode("iso-8859-7"), "Καλημέρα"),
        ("windows-1253", "Καλημέρα".encode("cp1253"), "Καλημέρα"),
        ("us-ascii", "perché €".encode("cp1252"), "perché €"),
        ("iso-8859-1", "“sì”".encode("cp1252"), "“sì”"),
        ("iso-2022-jp", "印刷".encode("iso-2022-jp"), "印刷"),
        ("gb18030", "打印机".encode("gb18030"), "打印机"),
        ("koi8-r", "принтер".encode("koi8-r"), "принтер"),
    ],
)
def test_old_charsets_are_read(post: RunningSandbox, people: People, charset: str, content: bytes, text: str):
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + content
    deliver(post, raw, path=ANNA)
    assert ticket_of(people(ANNA, post.url), "Prova")["description"] == text


def test_nothing_in_a_subject_begins_a_header_of_a_letter(post: RunningSandbox, people: People):
    sneaky = b"Subject: =?utf-8?q?Ciao=0D=0ABcc:_all@example.test=0D=0A=0D=0Abody?=\r\n"
    raw = b"From: " + ANNA.encode() + b"\r\n" + sneaky + b"Message-ID: <a@b>\r\n X-Evil: <c@d>\r\n\r\ntesto\r\n"
    deliver(post, raw, path=ANNA)
    (letter,) = letters(post)
    assert (letter["Bcc"], letter["X-Evil"], letter["To"]) == (None, None, ANNA)
    assert letter["Subject"].endswith("Ciao Bcc: all@example.test body")
    ticket_of(people(ANNA, post.url), "Ciao Bcc: all@example.test body")


@pytest.mark.parametrize(
    "senders",
    [
        b"",
        b"From: \r\n",
        b"From: nobody\r\n",
        b"From: undisclosed-recipients:;\r\n",
        f"From: {ANNA}, {PAOLA}\r\n".encode(),
        f"From: {ANNA}\r\nFrom: {PAOLA}\r\n".encode(),
        f"From: {ANNA} <{PAOLA}> x\r\n".encode(),
        f"From: <{ANNA}\r\n".encode(),
        f"From: <{ANNA}> <{PAOLA}>\r\n".encode(),
    ],
    ids=str,
)
def test_without_exactly_one_sender_there_is_no_ticket(post: RunningSandbox, people: People, senders: bytes):
    before = len(people("luca", post.url).all_of("ticket"))
    assert deliver(post, senders + b"Subject: Chi sono?\r\n\r\ntesto\r\n", path="eve@altrove.example")[0] == 250
    (letter,) = letters(post)
    assert letter["To"] == "eve@altrove.example"
    assert "un solo mittente" in letter.get_content()
    assert len(people("luca", post.url).all_of("ticket")) == before


@pytest.mark.parametrize(
    "written",
    [
        f'"{ANNA}" <eve@altrove.example>',
        f"=?utf-8?q?{ANNA.replace('@', '=40')}_=3C{ANNA.replace('@', '=40')}=3E?= <eve@altrove.example>",
        f"({ANNA}) eve@altrove.example",
        f'"<{ANNA}>, x" <eve@altrove.example>',
        f'"a\\"<{ANNA}>" <eve@altrove.example>',
    ],
)
def test_a_name_that_looks_like_an_address_is_a_name(post: RunningSandbox, people: People, written: str):
    before = len(people(ANNA, post.url).all_of("ticket"))
    deliver(post, f"From: {written}\r\nSubject: x\r\n\r\ny\r\n".encode(), path="eve@altrove.example")
    assert [letter["To"] for letter in letters(post)] == ["eve@altrove.example"]
    assert len(people(ANNA, post.url).all_of("ticket")) == before


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('filename="../../etc/passwd.png"', "passwd.png"),
        ('filename="C:\\\\Windows\\\\x.png"', "x.png"),
        ("filename*=utf-8''%2e%2e%2f%00evil%0d%0a.png", "evil .png"),
        ("filename*0*=utf-8''%CE%B1; filename*1=b.png", "αb.png"),
        ('filename="=?utf-8?b?zrEucG5n?="', "α.png"),
        (f'filename="{"x" * 900}.png"', "x" * 196 + ".png"),
        ('filename=""', "attachment-1.png"),
        ('filename="   "', "attachment-1.png"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_names_of_files_are_names(post: RunningSandbox, people: People, written: str, kept: str):
    part = f"Content-Type: image/png\r\nContent-Disposition: attachment; {written}\r\n\r\ncontent\r\n"
    raw = HEAD + f"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntesto\r\n--b\r\n{part}--b--\r\n".encode()
    deliver(post, raw, path=ANNA)
    anna = people(ANNA, post.url)
    ticket = ticket_of(anna, "Prova")
    assert [file["name"] for file in anna.all_of("attachment") if file["ticket_id"] == ticket["id"]] == [kept]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n",
        b"no header at all\r\n",
        b"\xff\xfe\x00: \x00\r\n\r\n",
        HEAD + b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n',
        HEAD + b"Content-Type: \x00/\xff; charset=\xff\r\n\r\nx",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!!A",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nQUJD=====QUJD",
        HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=\r\n=",
        HEAD + b"Date: Mon, 99 Foo 99999999999999999999 99:99:99 +9999999999\r\n\r\nx",
        HEAD + b"Date: " + b"(" * 5000 + b"\r\n\r\nx",
        HEAD + b"Message-ID: " + b"<" * 5000 + b"\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset*0*=''; charset*1*=x; charset*99999999999=y\r\n\r\nx",
        HEAD + b"Content-Type: text/html\r\n\r\n" + b"<a '\"" * 30_000,
        HEAD + b"Content-Type: text/html\r\n\r\n&#" + b"9" * 9_000 + b";",
        HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2D0-+2AE-x",
        HEAD + b"Subject: =?utf-8?b?" + b"=?utf-8?b?" * 2_000 + b"\r\n\r\nx",
        b"X: y\r\n" * 5_000 + HEAD + b"\r\nx",
        HEAD.replace(b"Prova", b"nul \x00 and \x1b[31m \xe2\x80\xae") + b"\r\nnul \x00 \x1b[2J",
    ],
    ids=range(20),
)
def test_whatever_is_sent_gets_an_answer_and_breaks_nothing(post: RunningSandbox, people: People, raw: bytes):
    code, _ = deliver(post, raw, path=ANNA)
    assert code in (250, 500, 550, 554)
    letters(post)
    for ticket in people(ANNA, post.url).all_of("ticket"):
        assert "\x00" not in ticket["subject"] + ticket["description"]
        assert "\x1b" not in ticket["subject"] + ticket["description"]
    still_well(post, people)


def test_headers_without_end_are_refused(post: RunningSandbox, people: People):
    assert deliver(post, HEAD + b"X-Long: y\r\n" * 40_000 + b"\r\nx", path=ANNA)[0] == 554
    still_well(post, people)


def test_a_dot_in_the_middle_does_not_smuggle_a_second_mail(post: RunningSandbox, people: People):
    inside = (
        f"\r\n.\nMAIL FROM:<{PAOLA}>\nRCPT TO:<aiuto@valmec.example>\nDATA\nFrom: {PAOLA}\nSubject: Intrusa\n\nx\n.\n"
    )
    raw = HEAD + b"\r\nvero" + inside.encode()
    assert post.smtp_address is not None
    with socket.create_connection(post.smtp_address, timeout=30) as line:
        file = line.makefile("rwb")
        for said in (b"EHLO x", f"MAIL FROM:<{ANNA}>".encode(), b"RCPT TO:<aiuto@valmec.example>", b"DATA"):
            file.readline()
            file.write(said + b"\r\n")
            file.flush()
            if said == b"EHLO x":
                while not file.readline().startswith(b"250 "):
                    pass
                file.write(b"NOOP\r\n")
                file.flush()
        file.readline()
        file.write(raw + b"\r\n.\r\nQUIT\r\n")
        file.flush()
        assert file.readline().startswith(b"250")
        file.close()
    assert not [one for one in people(PAOLA, post.url).all_of("ticket") if one["subject"] == "Intrusa"]
    assert "Intrusa" in ticket_of(people(ANNA, post.url), "Prova")["description"]


def test_another_companys_change_id_in_a_mail_touches_nothing(post: RunningSandbox, people: People):
    anna, paola = people(ANNA, post.url), people(PAOLA, post.url)
    ticket = anna.open_ticket(subject="Di Anna")
    deliver(post, a_mail("Mio!", From=PAOLA, Subject="Rubata", Sportello_Change=ticket["id"]))
    assert anna.ticket(ticket)["subject"] == "Di Anna"
    assert paola.all_of("ticket") == []
