"""Uploads (tus 1.0.0) and blobs (RFC 9110 ranges and validators)."""

import base64
import re
from datetime import UTC
from email.utils import format_datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect

from desktop.sandbox.blobs import readable_size
from desktop.sandbox.clock import moment, stamp
from desktop.sandbox.identifiers import SHA256_PATTERN
from desktop.sandbox.problems import Code, Problem, invalid, not_found
from desktop.sandbox.routes.doors import Desk, Who, nothing, problems
from desktop.sandbox.routes.reading import matches
from desktop.sandbox.uploads import Upload, metadata

router = APIRouter(prefix="/v1")

VERSION = "1.0.0"
_NUMBER = re.compile(r"[0-9]{1,18}")
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
_PIECE = "application/offset+octet-stream"


async def speaks_tus(
    tus_resumable: Annotated[str | None, Header(json_schema_extra={"example": VERSION})] = None,
) -> None:
    """Every request but OPTIONS names the version (tus 1.0.0, core). Raises Problem 412."""
    if tus_resumable != VERSION:
        detail = f"Send Tus-Resumable: {VERSION}."
        raise Problem(412, Code.TUS_VERSION, detail, headers={"Tus-Version": VERSION})


Tus = Depends(speaks_tus)


def _number(name: str, text: str | None) -> int:
    if text is None or _NUMBER.fullmatch(text) is None:
        raise Problem(400, Code.BAD_REQUEST, f"{name} must be a number of bytes.")
    return int(text)


def _headers(upload: Upload) -> dict[str, str]:
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": format_datetime(moment(upload.expires_at).astimezone(UTC), usegmt=True),
        "Cache-Control": "no-store",
    }


@router.options(
    "/uploads", status_code=204, response_class=Response, responses=nothing(204, "In the headers.") | problems()
)
async def tus_options(desk: Desk) -> Response:
    """Which versions, extensions and sizes of tus are spoken here. No sign-in."""
    headers = {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,expiration,checksum,termination",
        "Tus-Max-Size": str(desk.max_upload_bytes),
        "Tus-Checksum-Algorithm": "sha256",
    }
    return Response(status_code=204, headers=headers)


@router.post(
    "/uploads",
    status_code=201,
    response_class=Response,
    dependencies=[Tus],
    responses=nothing(201, "Location and Upload-Offset in the headers.") | problems(400, 401, 412, 413, 415, 422, 460),
)
async def create_upload(
    desk: Desk,
    who: Who,
    upload_length: Annotated[str | None, Header()] = None,
    upload_metadata: Annotated[str | None, Header()] = None,
) -> Response:
    """Begins an upload of bytes whose sha256 is known; complete at once when the person could read them anyway."""
    length = _number("Upload-Length", upload_length)
    told = metadata(upload_metadata or "")
    sha256, name, mime = (
        told.get("sha256", "").lower(),
        told.get("filename", ""),
        told.get("mime", "application/octet-stream"),
    )
    if re.fullmatch(SHA256_PATTERN, sha256) is None:
        raise invalid("/Upload-Metadata/sha256", "is not a sha256 in hexadecimal")
    if len(name) > 255 or len(mime) > 127:
        raise invalid("/Upload-Metadata/filename", "is too long")
    upload = await desk.uploads.create(who.person, length, sha256, name, mime)
    return Response(status_code=201, headers={**_headers(upload), "Location": f"/v1/uploads/{upload.id}"})


@router.head(
    "/uploads/{upload_id}",
    response_class=Response,
    dependencies=[Tus],
    responses=nothing(200, "Upload-Offset and Upload-Length in the headers.") | problems(401, 404, 410, 412),
)
async def upload_offset(desk: Desk, who: Who, upload_id: str) -> Response:
    """How far the upload has come."""
    return Response(status_code=200, headers=_headers(await desk.uploads.offset(who.person, upload_id)))


@router.patch(
    "/uploads/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=[Tus],
    responses=nothing(204, "The new Upload-Offset in the headers.")
    | problems(400, 401, 404, 409, 410, 412, 413, 415, 460),
    openapi_extra={
        "requestBody": {"required": True, "content": {_PIECE: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
async def append_to_upload(
    request: Request,
    desk: Desk,
    who: Who,
    upload_id: str,
    upload_offset: Annotated[str | None, Header()] = None,
    upload_checksum: Annotated[str | None, Header()] = None,
) -> Response:
    """Appends bytes at the upload's offset."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _PIECE:
        raise Problem(415, Code.TYPE_NOT_ALLOWED, f"Bytes come as {_PIECE}.")
    offset = _number("Upload-Offset", upload_offset)
    checksum = _checksum(upload_checksum)
    try:
        upload = await desk.uploads.receive(who.person, upload_id, offset, request.stream(), checksum)
    except ClientDisconnect as gone:
        raise Problem(400, Code.BAD_REQUEST, "The connection ended before the body did.") from gone
    return Response(status_code=204, headers=_headers(upload))


def _checksum(header: str | None) -> bytes | None:
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    if algorithm != "sha256":
        raise Problem(400, Code.BAD_REQUEST, "Upload-Checksum: only sha256 is known here.")
    try:
        return base64.b64decode(value.strip(), validate=True)
    except ValueError as fault:
        raise Problem(400, Code.BAD_REQUEST, "Upload-Checksum: not Base64.") from fault


@router.delete(
    "/uploads/{upload_id}",
    status_code=204,
    response_class=Response,
    dependencies=[Tus],
    responses=nothing(204, "The upload is gone.") | problems(401, 404, 410, 412),
)
async def terminate_upload(desk: Desk, who: Who, upload_id: str) -> Response:
    """Gives an upload up."""
    await desk.uploads.terminate(who.person, upload_id)
    return Response(status_code=204, headers={"Tus-Resumable": VERSION})


_BYTES: dict[int | str, dict[str, object]] = {
    status: {
        "description": what,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
    for status, what in ((200, "All bytes."), (206, "The bytes of the range."))
}


@router.get(
    "/blobs/{sha256}",
    response_class=Response,
    responses=_BYTES | nothing(304, "Not changed.") | problems(401, 404, 416),
)
@router.head(
    "/blobs/{sha256}",
    name="head_blob",
    response_class=Response,
    responses=_BYTES | nothing(304, "Not changed.") | problems(401, 404, 416),
)
async def get_blob(
    desk: Desk,
    who: Who,
    sha256: str,
    range_: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The bytes behind a hash, for those who may see a ticket that shows them. They never change."""
    now = stamp(desk.database.clock())
    size = await desk.database.read(lambda connection: readable_size(connection, who.person, sha256, now))
    if size is None:
        raise not_found()
    etag = f'"{sha256}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, max-age=31536000, immutable",
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    if matches(if_none_match, etag):
        return Response(status_code=304, headers=headers)
    # a range of something else than what If-Range names would be glued to the wrong bytes: then all of it
    part = _range(range_, size) if if_range in (None, etag) else None
    first, length = part or (0, size)
    headers["Content-Length"] = str(length)
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    stream = desk.blobs.read(sha256, first, length)
    return StreamingResponse(stream, 200 if part is None else 206, headers, "application/octet-stream")


def _range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and length of a single range; None where the whole is to be sent. Raises Problem 416.

    RFC 9110, section 14.2: a server may ignore ranges it does not understand, such as several at once.
    """
    found = None if header is None else _RANGE.fullmatch(header.strip())
    if found is None or found.group(1) == found.group(2) == "":
        return None
    if found.group(1) == "":
        last_bytes = min(int(found.group(2)), size)
        first, last = size - last_bytes, size - 1
    else:
        first = int(found.group(1))
        last = min(int(found.group(2)), size - 1) if found.group(2) else size - 1
        if found.group(2) and int(found.group(2)) < first:
            return None
    if first >= size or last < first:
        detail = f"There are {size} bytes."
        raise Problem(416, Code.RANGE_NOT_SATISFIABLE, detail, headers={"Content-Range": f"bytes */{size}"})
    return first, last - first + 1
