"""The open API, one method per endpoint: addresses and headers, nothing of what answers mean.

Every method takes the access token where one is needed and gives the whole answer back, whatever its status; all raise NetworkError.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from urllib.parse import quote

from desktop.connectors.sportello.bodies import write
from desktop.connectors.transport import Answer, Stream, Transport
from desktop.errors import ServerBroken

DISCOVERY = "/.well-known/helpdesk-sync"
WAIT_MARGIN = 30.0
"""Seconds that an answer may take beyond the time the server was asked to wait."""

REFRESH_SECONDS = 15.0
"""The grace for a lost answer is 60 seconds: several attempts must fit in."""

_TUS = {"Tus-Resumable": "1.0.0"}


def discovery(transport: Transport) -> Answer:
    """`GET /.well-known/helpdesk-sync`."""
    return transport.request("GET", DISCOVERY)


class Api:
    """The endpoints under `base` (the discovery document's `api`)."""

    def __init__(self, transport: Transport, base: str) -> None:
        self._transport = transport
        self._base = base
        # Whoever knows an upload's address may write to it at some servers: the log has no business with it.
        self._upload_named = f"{base}/uploads/…"

    # -- sessions and the person ---------------------------------------------------------------------------------------------

    def open_session(self, login: str, password: str, device: str) -> Answer:
        """`POST /v1/sessions`."""
        return self._write(
            "POST", "/sessions", {"login": login, "password": password, "device": device}, secrets=(password,)
        )

    def refresh_session(self, refresh_token: str) -> Answer:
        """`POST /v1/sessions/refresh`; whoever calls repeats it, within the grace only."""
        body = write({"refresh_token": refresh_token})
        return self._transport.request(
            "POST",
            f"{self._base}/sessions/refresh",
            headers=_headers("", _JSON),
            body=body,
            deadline=REFRESH_SECONDS,
            secrets=(refresh_token,),
        )

    def close_session(self, token: str) -> Answer:
        """`DELETE /v1/sessions/current`."""
        return self._transport.request(
            "DELETE", f"{self._base}/sessions/current", headers=_headers(token), repeatable=True
        )

    def me(self, token: str) -> Answer:
        """`GET /v1/me`."""
        return self._read(token, "/me")

    def set_language(self, token: str, language: str) -> Answer:
        """`PATCH /v1/me`."""
        return self._write("PATCH", "/me", {"language": language}, token)

    def change_password(self, token: str, current: str, new: str) -> Answer:
        """`PUT /v1/me/password`."""
        return self._write("PUT", "/me/password", {"current": current, "new": new}, token, secrets=(current, new))

    def register(self, person: Mapping[str, str]) -> Answer:
        """`POST /v1/registrations`."""
        return self._write("POST", "/registrations", person, secrets=(person.get("password", ""),))

    def registration(self, activation: str) -> Answer:
        """`GET /v1/registrations/{token}`."""
        path, named = f"/registrations/{_segment(activation)}", f"{self._base}/registrations/…"
        return self._read("", path, secrets=(activation,), named=named)

    def ask_access(self, wish: Mapping[str, str]) -> Answer:
        """`POST /v1/access-requests`."""
        return self._write("POST", "/access-requests", wish)

    def reset_password(self, email: str) -> Answer:
        """`POST /v1/password-resets`."""
        return self._write("POST", "/password-resets", {"email": email})

    def remind_user_name(self, email: str) -> Answer:
        """`POST /v1/username-reminders`."""
        return self._write("POST", "/username-reminders", {"email": email})

    # -- reading -------------------------------------------------------------------------------------------------------------

    def catalogue(self, token: str, tag: str) -> Answer:
        """`GET /v1/catalogue`; 304 when it is still the one of `tag`."""
        return self._read(token, "/catalogue", more={"If-None-Match": tag} if tag else {})

    def snapshot(self, token: str, page: str) -> Answer:
        """`GET /v1/snapshot`, of all types."""
        return self._read(token, "/snapshot", {"page": page} if page else {})

    def changes(self, token: str, cursor: str, limit: int, wait: int) -> Answer:
        """`GET /v1/changes`."""
        query = {"cursor": cursor, "limit": str(limit), **({"wait": str(wait)} if wait else {})}
        return self._read(token, "/changes", query, wait=wait)

    def digest(self, token: str) -> Answer:
        """`GET /v1/digest`."""
        return self._read(token, "/digest")

    def digest_bucket(self, token: str, bucket: str) -> Answer:
        """`GET /v1/digest/{bucket}`."""
        return self._read(token, f"/digest/{_segment(bucket)}")

    def events(self, token: str, cursor: str, silence: float) -> AbstractContextManager[Stream]:
        """`GET /v1/events`; `silence` in seconds ends it."""
        more = {"Accept": "text/event-stream", "Cache-Control": "no-store", "Accept-Encoding": "identity"}
        if cursor:
            more["Last-Event-ID"] = cursor
        return self._transport.stream(
            "GET", f"{self._base}/events", headers=_headers(token, more), idle=silence, endless=True
        )

    def fate(self, token: str, id: str) -> Answer:
        """`GET /v1/by-client-id/{uuid}`."""
        return self._read(token, f"/by-client-id/{_segment(id)}")

    def blob(self, token: str, sha256: str, begin: int, deadline: float) -> AbstractContextManager[Stream]:
        """`GET /v1/blobs/{sha256}` from byte `begin` on."""
        more = {"Accept": "*/*", "Accept-Encoding": "identity", **({"Range": f"bytes={begin}-"} if begin else {})}
        path = f"{self._base}/blobs/{_segment(sha256)}"
        return self._transport.stream("GET", path, headers=_headers(token, more), deadline=deadline)

    # -- writing -------------------------------------------------------------------------------------------------------------

    def put_ticket(self, token: str, id: str, body: bytes) -> Answer:
        """`PUT /v1/tickets/{uuid}`."""
        return self._put(token, f"/tickets/{_segment(id)}", body)

    def put_message(self, token: str, ticket_id: str, id: str, body: bytes) -> Answer:
        """`PUT /v1/tickets/{id}/messages/{uuid}`."""
        return self._put(token, f"/tickets/{_segment(ticket_id)}/messages/{_segment(id)}", body)

    def put_action(self, token: str, ticket_id: str, id: str, body: bytes) -> Answer:
        """`PUT /v1/tickets/{id}/actions/{uuid}`."""
        return self._put(token, f"/tickets/{_segment(ticket_id)}/actions/{_segment(id)}", body)

    # -- uploads (tus 1.0.0) -------------------------------------------------------------------------------------------------

    def create_upload(self, token: str, length: int, metadata: str) -> Answer:
        """`POST /v1/uploads`; a second creation of the same upload is harmless, the first one expires."""
        more = {**_TUS, "Upload-Length": str(length), "Upload-Metadata": metadata}
        return self._transport.request(
            "POST", f"{self._base}/uploads", headers=_headers(token, more), body=b"", repeatable=True
        )

    def upload_offset(self, token: str, path: str) -> Answer:
        """`HEAD` of an upload."""
        return self._transport.request(
            "HEAD", path, headers=_headers(token, _TUS), secrets=(path,), named=self._upload_named
        )

    def patch_upload(self, token: str, path: str, offset: int, piece: bytes, checksum: str, deadline: float) -> Answer:
        """`PATCH` of an upload with the bytes from `offset` on."""
        more = {
            **_TUS,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Upload-Checksum": checksum,
        }
        return self._transport.request(
            "PATCH",
            path,
            headers=_headers(token, more),
            body=piece,
            deadline=deadline,
            repeatable=True,
            secrets=(path,),
            named=self._upload_named,
        )

    def end_upload(self, token: str, path: str) -> Answer:
        """`DELETE` of an upload."""
        return self._transport.request(
            "DELETE",
            path,
            headers=_headers(token, _TUS),
            repeatable=True,
            secrets=(path,),
            named=self._upload_named,
        )

    def upload_path(self, location: str) -> str:
        """The path that an upload's `Location` means; raises ServerBroken when it leads to another server."""
        return self._transport.local_path(location, f"{self._base}/uploads")

    # -- inside --------------------------------------------------------------------------------------------------------------

    def _read(
        self,
        token: str,
        path: str,
        query: Mapping[str, str] | None = None,
        more: Mapping[str, str] | None = None,
        wait: int = 0,
        *,
        secrets: tuple[str, ...] = (),
        named: str = "",
    ) -> Answer:
        options = self._transport.options
        return self._transport.request(
            "GET",
            self._base + path,
            query=query,
            headers=_headers(token, more or {}),
            idle=max(wait + WAIT_MARGIN, options.idle_seconds) if wait else None,
            deadline=wait + options.deadline_seconds if wait else None,
            secrets=secrets,
            named=named,
        )

    def _put(self, token: str, path: str, body: bytes) -> Answer:
        return self._transport.request(
            "PUT", self._base + path, headers=_headers(token, _JSON), body=body, repeatable=True
        )

    def _write(
        self, method: str, path: str, body: Mapping[str, str], token: str = "", *, secrets: tuple[str, ...] = ()
    ) -> Answer:
        return self._transport.request(
            method, self._base + path, headers=_headers(token, _JSON), body=write(body), secrets=secrets
        )


_JSON = {"Content-Type": "application/json"}


def _headers(token: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**({"Authorization": f"Bearer {token}"} if token else {}), **(more or {})}


def _segment(text: str) -> str:
    """An id as one piece of a path. Dots alone would lead to another address, and nothing quotes them."""
    if not text or not text.strip("."):
        raise ServerBroken(f"an id that can't be asked for: {text!r}")
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise ServerBroken("an id that can't be asked for") from None
