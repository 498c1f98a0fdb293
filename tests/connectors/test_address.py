"""What people type finds the helpdesk, or a sentence why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.connectors.address import is_loopback, origin_of
from desktop.connectors.transport import Transport, TransportOptions
from desktop.errors import NotAHelpdesk


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("help.example.com", "https://help.example.com"),
        ("  Help.Example.COM \n", "https://help.example.com"),
        ("https://help.example.com", "https://help.example.com"),
        ("HTTPS://help.example.com/", "https://help.example.com"),
        ("https://help.example.com/portal/?lang=it#top", "https://help.example.com"),
        ("help.example.com/portal", "https://help.example.com"),
        ("help.example.com:8443", "https://help.example.com:8443"),
        ("https://help.example.com:443/", "https://help.example.com"),
        ("help.example.com:80", "https://help.example.com:80"),
        ("http://help.example.com", "https://help.example.com"),
        ("http://help.example.com:80/", "https://help.example.com"),
        ("192.168.1.20", "https://192.168.1.20"),
        ("localhost", "http://localhost"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("127.3.2.1", "http://127.3.2.1"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("https://localhost:8443", "https://localhost:8443"),
        ("::1", "http://[::1]"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("2001:db8::1", "https://[2001:db8::1]"),
        ("hilfe.müller.example", "https://hilfe.müller.example"),
    ],
)
def test_an_address_is_understood_as_people_type_it(typed: str, origin: str) -> None:
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "https://",
        "ftp://help.example.com",
        "file:///etc/passwd",
        "help@example.com",
        "https://user:pass@help.example.com",
        "help.example.com:port",
        "help.example.com:99999",
        "http://help.example.com:8080",
        "http://10.0.0.5:8000",
        "http://[::1",
        "a\\b",
        "<script>",
        "%2e%2e",
    ],
)
def test_what_can_not_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(NotAHelpdesk):
        origin_of(typed)


@given(st.text())
def test_whatever_is_typed_is_an_origin_that_may_be_spoken_to_or_is_refused(typed: str) -> None:
    try:
        origin = origin_of(typed)
    except NotAHelpdesk:
        return
    with Transport(origin, TransportOptions()) as transport:
        assert origin_of(transport.origin) == transport.origin


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.255.255.255", "::1"])
def test_this_computer_is_known_by_its_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["localhost.example.com", "128.0.0.1", "127.0.0.1.example.com", "::2", "", "127.1", "0.0.0.0"]
)
def test_another_computer_is_not_this_one(host: str) -> None:
    assert not is_loopback(host)
