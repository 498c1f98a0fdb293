"""Resumable uploads and the bytes they become."""

import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.sandbox.server import RunningSandbox
from tests.sandbox.caller import (
    ANNA,
    Caller,
    MovableClock,
    a_ticket,
    an_attachment,
    an_id,
    problem,
    sha256,
    tus_checksum,
)
from tests.sandbox.conftest import People, StartSandbox

CONTENT = bytes(range(256)) * 5000
HALF = len(CONTENT) // 2


def offset(caller: Caller, location: str) -> int:
    answer = caller.tus("HEAD", location)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


def distinct(name: str) -> bytes:
    """Bytes that no other test uploads."""
    return name.encode() + CONTENT


def test_what_is_spoken_is_told_without_a_sign_in(people: People):
    headers = people(None).call("OPTIONS", "/v1/uploads").headers
    assert headers["Tus-Version"] == "1.0.0"
    assert set(headers["Tus-Extension"].split(",")) == {"creation", "expiration", "checksum", "termination"}
    assert headers["Tus-Checksum-Algorithm"] == "sha256"
    assert (
        int(headers["Tus-Max-Size"])
        == people(None).get("/.well-known/helpdesk-sync").json()["limits"]["max_upload_bytes"]
    )


def test_a_file_in_pieces_becomes_the_whole(anna: Caller):
    content = distinct("pieces")
    location = anna.begin_upload(content).headers["Location"]
    for start in range(0, len(content), 300_000):
        piece = content[start : start + 300_000]
        answer = anna.append(location, start, piece, Upload_Checksum=tus_checksum(piece))
        assert (answer.status_code, int(answer.headers["Upload-Offset"])) == (204, start + len(piece))
    assert anna.get(f"/v1/blobs/{sha256(content)}").content == content
    assert offset(anna, location) == len(content)


def test_a_piece_at_the_wrong_offset_is_refused_with_the_right_one(anna: Caller):
    content = distinct("offset")
    location = anna.begin_upload(content).headers["Location"]
    anna.append(location, 0, content[:HALF])
    for wrong in (0, HALF + 1):
        refused = anna.append(location, wrong, b"x")
        problem(refused, 409, "offset-mismatch")
        assert int(refused.headers["Upload-Offset"]) == HALF
    assert anna.append(location, HALF, content[HALF:]).status_code == 204


def test_a_damaged_piece_is_thrown_away_and_may_be_sent_again(anna: Caller):
    content = distinct("damaged")
    location = anna.begin_upload(content).headers["Location"]
    damaged = anna.append(location, 0, b"?" + content[1:HALF], Upload_Checksum=tus_checksum(content[:HALF]))
    problem(damaged, 460, "checksum-mismatch")
    assert offset(anna, location) == 0
    assert anna.append(location, 0, content, Upload_Checksum=tus_checksum(content)).status_code == 204
    assert anna.get(f"/v1/blobs/{sha256(content)}").content == content


def test_a_whole_that_differs_from_its_hash_is_refused_and_gone(anna: Caller):
    content = distinct("whole")
    location = anna.begin_upload(content).headers["Location"]
    problem(anna.append(location, 0, b"?" + content[1:]), 460, "checksum-mismatch")
    assert anna.tus("HEAD", location).status_code == 404
    problem(anna.get(f"/v1/blobs/{sha256(content)}"), 404, "not-found")


def send_part(caller: Caller, location: str, content: bytes, sent: int, checksum: str = "") -> socket.socket:
    """Announces all of the content, sends a part of it, and leaves the connection open."""
    place = urlsplit(caller.url)
    connection = socket.create_connection((place.hostname, place.port), timeout=20)
    head = [
        f"PATCH {location} HTTP/1.1",
        f"Host: {place.netloc}",
        f"Authorization: {caller.http.headers['Authorization']}",
        "Tus-Resumable: 1.0.0",
        "Upload-Offset: 0",
        "Content-Type: application/offset+octet-stream",
        f"Content-Length: {len(content)}",
        *([f"Upload-Checksum: {checksum}"] if checksum else []),
    ]
    connection.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + content[:sent])
    return connection


def go_on(caller: Caller, location: str, content: bytes) -> None:
    """As a client does: asks for the offset and goes on from there, again while the old connection still brings something."""
    while (reached := offset(caller, location)) < len(content):
        assert caller.append(location, reached, content[reached:]).status_code in (204, 409)


def test_after_a_broken_connection_it_goes_on_where_it_stopped(anna: Caller):
    content = distinct("broken")
    location = anna.begin_upload(content).headers["Location"]
    send_part(anna, location, content, HALF).close()
    go_on(anna, location, content)
    assert anna.get(f"/v1/blobs/{sha256(content)}").content == content


def test_a_connection_that_hangs_does_not_lock_the_upload(anna: Caller):
    """The client came back after a sleep; the server still believes in the old connection."""
    content = distinct("hanging")
    location = anna.begin_upload(content).headers["Location"]
    with send_part(anna, location, content, HALF) as hanging:
        go_on(anna, location, content)
        told = hanging.recv(4096)
    assert b" 409 " in told.split(b"\r\n")[0]
    assert anna.get(f"/v1/blobs/{sha256(content)}").content == content


def test_of_a_broken_piece_with_a_checksum_nothing_is_kept(anna: Caller):
    content = distinct("broken with checksum")
    location = anna.begin_upload(content).headers["Location"]
    send_part(anna, location, content, HALF, tus_checksum(content)).close()
    assert offset(anna, location) == 0


def test_more_bytes_than_announced_are_refused(anna: Caller):
    content = distinct("too many")
    location = anna.begin_upload(content).headers["Location"]
    problem(anna.append(location, 0, content + b"!"), 413, "too-large")
    assert anna.append(location, offset(anna, location), content[offset(anna, location) :]).status_code == 204


def test_two_who_send_the_same_upload_at_once_do_not_mix(people: People):
    content = distinct("race")
    one, other = people(ANNA), people(ANNA)
    location = one.begin_upload(content).headers["Location"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda caller: caller.append(location, 0, content).status_code, (one, other)))
    assert set(answers) <= {204, 409}
    reached = offset(one, location)
    if reached < len(content):
        one.append(location, reached, content[reached:])
    assert one.get(f"/v1/blobs/{sha256(content)}").content == content


def test_what_is_here_already_is_not_sent_again(anna: Caller, marco: Caller):
    content = distinct("have it")
    anna.open_ticket(attachments=[anna.upload(content)])
    begun = marco.begin_upload(content)
    assert int(begun.headers["Upload-Offset"]) == len(content)
    assert marco.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=[an_attachment(content)])).status_code == 201


def test_an_empty_file_is_a_file(anna: Caller):
    begun = anna.begin_upload(b"", name="vuoto.txt", mime="text/plain")
    assert (begun.status_code, begun.headers["Upload-Offset"]) == (201, "0")
    answer = anna.get(f"/v1/blobs/{sha256(b'')}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert anna.open_ticket(attachments=[an_attachment(b"", name="vuoto.txt", mime="text/plain")])


def test_a_terminated_upload_is_gone(anna: Caller):
    content = distinct("terminated")
    location = anna.begin_upload(content).headers["Location"]
    anna.append(location, 0, content[:HALF])
    assert anna.tus("DELETE", location).status_code == 204
    assert anna.tus("HEAD", location).status_code == 404
    problem(anna.append(location, HALF, content[HALF:]), 404, "not-found")


def test_an_upload_expires_and_leaves_no_file(start: StartSandbox, people: People, clock: MovableClock):
    running = start(clock=clock)
    anna = people(ANNA, running.url)
    begun = anna.begin_upload(CONTENT)
    assert begun.headers["Upload-Expires"] == "Wed, 06 May 2026 09:00:00 GMT"
    anna.append(begun.headers["Location"], 0, CONTENT[:HALF])
    clock.advance(hours=49)
    anna.sign_in(ANNA)
    problem(anna.append(begun.headers["Location"], HALF, CONTENT[HALF:]), 410, "upload-expired")
    assert anna.tus("HEAD", begun.headers["Location"]).status_code == 410
    running.stop()
    start(running.data, clock=clock)
    assert list((running.data / "blobs" / "incoming").iterdir()) == []


def test_bytes_that_no_ticket_shows_can_not_be_used_after_they_expired(
    start: StartSandbox, people: People, clock: MovableClock
):
    running = start(clock=clock)
    anna = people(ANNA, running.url)
    loose, shown = anna.upload(b"loose"), anna.upload(b"shown")
    anna.open_ticket(attachments=[shown])
    clock.advance(hours=49)
    running.stop()
    anna.url = start(running.data, clock=clock).url
    anna.sign_in(ANNA)
    problem(anna.put(f"/v1/tickets/{an_id()}", a_ticket(attachments=[loose])), 409, "blob-unknown")
    assert anna.get(f"/v1/blobs/{shown['sha256']}").content == b"shown"


def test_half_an_upload_survives_a_restart(start: StartSandbox, people: People):
    first: RunningSandbox = start()
    anna = people(ANNA, first.url)
    location = anna.begin_upload(CONTENT).headers["Location"]
    anna.append(location, 0, CONTENT[:HALF])
    first.stop()
    anna.url = start(first.data).url
    assert offset(anna, location) == HALF
    assert anna.append(location, HALF, CONTENT[HALF:]).status_code == 204


def test_bytes_on_disk_beyond_the_known_offset_are_not_believed(start: StartSandbox, people: People):
    """A kill between writing and noting the offset leaves more, or other, bytes in the file."""
    first = start()
    anna = people(ANNA, first.url)
    location = anna.begin_upload(CONTENT).headers["Location"]
    anna.append(location, 0, CONTENT[:HALF])
    first.stop()
    (part,) = (first.data / "blobs" / "incoming").iterdir()
    part.write_bytes(part.read_bytes() + b"rubbish" * 1000)
    anna.url = start(first.data).url
    assert offset(anna, location) == HALF
    assert anna.append(location, HALF, CONTENT[HALF:]).status_code == 204
    assert anna.get(f"/v1/blobs/{sha256(CONTENT)}").content == CONTENT


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload_Length": "-1"}, 400, "bad-request"),
        ({"Upload_Length": "many"}, 400, "bad-request"),
        ({"Upload_Length": "104857601"}, 413, "too-large"),
        ({"Upload_Metadata": "sha256 ?"}, 400, "bad-request"),
        ({"Upload_Metadata": "filename eA=="}, 422, "invalid"),
        ({"Tus_Resumable": "0.2.2"}, 412, "tus-version"),
    ],
)
def test_an_upload_that_is_announced_wrongly_is_refused(anna: Caller, headers: dict[str, str], status: int, code: str):
    problem(anna.begin_upload(b"x", **headers), status, code)


def test_types_that_the_portal_does_not_take_are_refused_before_any_byte(anna: Caller):
    problem(anna.begin_upload(b"x", mime="application/x-msdownload"), 415, "type-not-allowed")


def test_a_smaller_limit_is_announced_and_kept(start: StartSandbox, people: People):
    anna = people(ANNA, start(max_upload_bytes=10).url)
    assert anna.get("/.well-known/helpdesk-sync").json()["limits"]["max_upload_bytes"] == 10
    assert anna.begin_upload(b"0123456789").status_code == 201
    problem(anna.begin_upload(b"0123456789x"), 413, "too-large")


def test_a_piece_of_the_wrong_kind_is_refused(anna: Caller):
    location = anna.begin_upload(distinct("kind")).headers["Location"]
    problem(anna.append(location, 0, b"x", Content_Type="text/plain"), 415, "type-not-allowed")
    problem(anna.append(location, 0, b"x", Upload_Checksum="md5 eA=="), 400, "bad-request")
    problem(anna.append(location, 0, b"x", Upload_Offset="later"), 400, "bad-request")


# ---------------------------------------------------------------- blobs


@pytest.fixture
def blob(anna: Caller) -> str:
    content = distinct("ranges")
    anna.upload(content)
    return f"/v1/blobs/{sha256(content)}"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999", 5, None),
        ("bytes=0-0", 0, 0),
    ],
)
def test_a_range_brings_its_bytes(anna: Caller, blob: str, asked: str, first: int, last: int | None):
    content = distinct("ranges")
    expected = content[first:] if last is None else content[first : last + 1]
    answer = anna.call("GET", blob, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, expected)
    begin = first % len(content)
    assert answer.headers["Content-Range"] == f"bytes {begin}-{begin + len(expected) - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-"])
def test_a_range_that_is_not_understood_brings_everything(anna: Caller, blob: str, asked: str):
    answer = anna.call("GET", blob, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, distinct("ranges"))


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_outside_the_bytes_is_told_how_many_there_are(anna: Caller, blob: str, asked: str):
    answer = anna.call("GET", blob, headers={"Range": asked})
    problem(answer, 416, "range-not-satisfiable")
    assert answer.headers["Content-Range"] == f"bytes */{len(distinct('ranges'))}"


def test_bytes_that_are_known_are_not_sent_again(anna: Caller, blob: str):
    etag = anna.call("HEAD", blob).headers["ETag"]
    known = anna.call("GET", blob, headers={"If-None-Match": f'"other", {etag}'})
    assert (known.status_code, known.content) == (304, b"")
    assert "immutable" in known.headers["Cache-Control"]
    assert anna.call("GET", blob, headers={"Range": "bytes=0-3", "If-Range": etag}).status_code == 206
    assert anna.call("GET", blob, headers={"Range": "bytes=0-3", "If-Range": '"other"'}).status_code == 200


def test_the_head_of_a_blob_tells_its_size(anna: Caller, blob: str):
    head = anna.call("HEAD", blob)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, str(len(distinct("ranges"))), b"")


def test_every_seeded_attachment_has_its_bytes(anna: Caller):
    attachments = {a["sha256"]: a for a in anna.all_of("attachment") if a["created_at"] < "2026-01-01" or a["size"] > 0}
    begins = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "application/pdf": b"%PDF-1."}
    seen = set()
    for attachment in attachments.values():
        content = anna.get(f"/v1/blobs/{attachment['sha256']}").content
        assert (sha256(content), len(content)) == (attachment["sha256"], attachment["size"])
        if attachment["mime"] in begins and content.startswith(begins[attachment["mime"]]):
            seen.add(attachment["mime"])
    assert seen == set(begins)


def test_bytes_arrive_before_their_row(start: StartSandbox, people: People, tmp_path: Path):
    """A data folder copied at any moment never knows a blob whose bytes are missing."""
    running = start()
    anna = people(ANNA, running.url)

    def contents() -> Iterator[bytes]:
        for number in range(20):
            yield f"file {number}".encode()

    for content in contents():
        anna.upload(content)
    running.stop()
    shutil.copytree(running.data, tmp_path / "copy")
    anna.url = start(tmp_path / "copy").url
    for content in contents():
        assert anna.get(f"/v1/blobs/{sha256(content)}").content == content
