"""What is wrong with the forms of somebody who wants an account, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.account import Feature, Helpdesk
from desktop.domain.joining import (
    LONGEST_LINE,
    LONGEST_TEXT,
    AccessWish,
    Fault,
    Field,
    PasswordChange,
    Registration,
    Strength,
    WayIn,
    Wrong,
    address_in,
    is_address,
    login_after_reset,
    strength,
    tidy_address,
    tidy_password,
    tidy_registration,
    tidy_wish,
    told_by,
    ways_in,
    wrong_in_address,
    wrong_in_change,
    wrong_in_registration,
    wrong_in_wish,
)

SOFIA = Registration("Σοφία Δήμου", "sofia@dimou.example", "sofia", "πολύ-μυστικό-1", "Δήμου ΑΕ", "el")
WISH = AccessWish("Meccanica Rossi", "Anna Rossi", "anna@rossi.example", "Buongiorno")


def faults(found: tuple[Wrong, ...]) -> list[tuple[Field, Fault]]:
    return [(one.field, one.fault) for one in found]


@pytest.mark.parametrize(
    "address",
    [
        "anna@rossi.example",
        "anna.rossi+helpdesk@sub.rossi.example",
        "o'neil@rossi.example",
        "σοφία@παράδειγμα.ελ",
        "用户@例子.公司",
        "उपयोगकर्ता@उदाहरण.भारत",
        "a@xn--hxajbheg2az3al.xn--jxalpdlp",
        "1@2.3c.example",
    ],
)
def test_addresses_of_any_script_are_taken(address: str) -> None:
    assert is_address(address)
    assert tidy_address(address) == address
    assert wrong_in_address(address) == ()


@pytest.mark.parametrize(
    "text",
    [
        "anna", "@rossi.example", "anna@", "anna@rossi", "anna@.example", "anna@rossi.", "anna@rossi..example", "anna@@rossi.example",
        "an na@rossi.example", "anna@ros si.example", "anna@rossi.example, marco@rossi.example", "anna@-rossi.example",
        "anna@rossi-.example", "anna@ro_ssi.example", "anna@rossi.example\n", "<anna@rossi.example>", "a" * 250 + "@rossi.example",
        "anna@" + "r" * 64 + ".example",
    ],
)  # fmt: skip
def test_what_can_not_be_an_address_is_said_so(text: str) -> None:
    assert not is_address(text)
    assert faults(wrong_in_address(text)) == [(Field.EMAIL, Fault.NO_ADDRESS)]


@pytest.mark.parametrize(
    "typed",
    [
        " anna@rossi.example ",
        "mailto:anna@rossi.example",
        "Anna Rossi <anna@rossi.example>",
        '"Rossi, Anna" <mailto:anna@rossi.example>',
        "anna＠rossi。example",
    ],
)
def test_an_address_is_understood_as_mail_programs_and_keyboards_write_it(typed: str) -> None:
    assert tidy_address(typed) == "anna@rossi.example"


def test_a_line_end_that_was_pasted_after_a_password_is_no_part_of_it() -> None:
    assert tidy_password(" two words \r\n") == " two words "


def test_what_was_typed_as_login_carries_over_where_it_is_an_address() -> None:
    assert address_in(" anna@rossi.example ") == "anna@rossi.example"
    assert address_in("anna.rossi") == ""
    assert login_after_reset("", "anna@rossi.example") == "anna@rossi.example"
    assert login_after_reset("ana@rossi.example", "anna@rossi.example") == "anna@rossi.example"
    assert login_after_reset("anna.rossi", "anna@rossi.example") == "anna.rossi"


def test_a_complete_registration_has_no_fault() -> None:
    assert wrong_in_registration(SOFIA, SOFIA.password) == ()
    assert wrong_in_registration(replace(SOFIA, company="", language=""), SOFIA.password) == ()


def test_every_empty_field_that_is_needed_is_named_in_order() -> None:
    assert faults(wrong_in_registration(Registration("", "", "", ""), "")) == [
        (Field.NAME, Fault.MISSING),
        (Field.EMAIL, Fault.MISSING),
        (Field.USER_NAME, Fault.MISSING),
        (Field.PASSWORD, Fault.MISSING),
    ]
    assert faults(wrong_in_wish(AccessWish("", "", ""))) == [
        (Field.COMPANY, Fault.MISSING),
        (Field.CONTACT, Fault.MISSING),
        (Field.EMAIL, Fault.MISSING),
    ]


@pytest.mark.parametrize(
    ("change", "repeated", "wrong"),
    [
        ({"user_name": "so"}, None, Wrong(Field.USER_NAME, Fault.TOO_SHORT, 3)),
        ({"user_name": "s" * 61}, None, Wrong(Field.USER_NAME, Fault.TOO_LONG, 60)),
        ({"user_name": "sofia@dimou"}, None, Wrong(Field.USER_NAME, Fault.NO_USER_NAME)),
        ({"user_name": "so fia"}, None, Wrong(Field.USER_NAME, Fault.NO_USER_NAME)),
        ({"password": "short"}, None, Wrong(Field.PASSWORD, Fault.TOO_SHORT, 8)),
        ({"password": "x" * 1001}, None, Wrong(Field.PASSWORD, Fault.TOO_LONG, 1000)),
        ({"password": "half a \ud83d character"}, None, Wrong(Field.PASSWORD, Fault.UNSENDABLE)),
        ({"name": "n" * (LONGEST_LINE + 1)}, None, Wrong(Field.NAME, Fault.TOO_LONG, LONGEST_LINE)),
        ({"company": "\x00"}, None, Wrong(Field.COMPANY, Fault.UNSENDABLE)),
        ({}, "πολύ-μυστικό-2", Wrong(Field.REPEATED, Fault.NOT_THE_SAME)),
        ({}, "", Wrong(Field.REPEATED, Fault.MISSING)),
    ],
)
def test_each_fault_is_told_at_its_field(change: dict[str, str], repeated: str | None, wrong: Wrong) -> None:
    form = replace(SOFIA, **change)
    assert wrong_in_registration(form, form.password if repeated is None else repeated) == (wrong,)


def test_a_wish_may_be_long_but_not_endless() -> None:
    assert wrong_in_wish(WISH) == ()
    assert faults(wrong_in_wish(replace(WISH, text="x" * (LONGEST_TEXT + 1)))) == [(Field.TEXT, Fault.TOO_LONG)]


def test_another_password_is_another_one() -> None:
    assert wrong_in_change(PasswordChange("old password", "new password"), "new password") == ()
    assert faults(wrong_in_change(PasswordChange("the same one", "the same one"), "the same one")) == [
        (Field.NEW, Fault.NOT_NEW)
    ]
    assert faults(wrong_in_change(PasswordChange("", ""), "")) == [
        (Field.CURRENT, Fault.MISSING),
        (Field.NEW, Fault.MISSING),
    ]


def test_what_the_helpdesk_says_finds_its_field() -> None:
    pointers = {"/user_name": "taken", "/email/0": "blocked", "/captcha": "wrong", "": "all of it"}
    at_fields, elsewhere = told_by(pointers, (Field.USER_NAME, Field.EMAIL))
    assert at_fields == (
        Wrong(Field.USER_NAME, Fault.TOLD, words="taken"),
        Wrong(Field.EMAIL, Fault.TOLD, words="blocked"),
    )
    assert elsewhere == ("wrong", "all of it")


def test_only_what_the_helpdesk_switched_on_is_offered() -> None:
    def offered(*features: Feature) -> tuple[WayIn, ...]:
        return ways_in(Helpdesk("https://x.example", "sportello", "X", features=frozenset(features)))

    assert offered() == ()
    assert offered(Feature.CHANGE_PASSWORD, Feature.REGISTRATION) == (WayIn.REGISTER,)
    assert (
        offered(Feature.REGISTRATION, Feature.ACCESS_REQUEST, Feature.PASSWORD_RESET, Feature.USERNAME_REMINDER)
        == tuple(WayIn)
        == (WayIn.FORGOT_PASSWORD, WayIn.FORGOT_USER_NAME, WayIn.REGISTER, WayIn.ASK_ACCESS)
    )


def test_no_form_shows_its_password() -> None:
    shown = f"{SOFIA!r} {PasswordChange('altes Geheimnis', 'neues Geheimnis')!r}"
    assert "μυστικό" not in shown
    assert "Geheimnis" not in shown


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", Strength.NONE),
        ("short", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678", Strength.WEAK),
        ("abcdefghijkl", Strength.WEAK),
        ("Password1!", Strength.WEAK),
        ("sofiadimou1", Strength.WEAK),
        ("Tr0ub4dor&3", Strength.FAIR),
        ("vento sereno", Strength.FAIR),
        ("correct horse battery staple", Strength.STRONG),
        ("τέσσερις λέξεις στη σειρά", Strength.STRONG),
        ("xK9#mQ2$vL8!", Strength.STRONG),
    ],
)
def test_the_hint_tells_weak_from_strong(password: str, expected: Strength) -> None:
    assert strength(password, ("Σοφία Δήμου", "sofia@dimou.example", "sofia")) is expected


@given(st.text(), st.text(), st.text(), st.text(), st.text(), st.text())
def test_what_passes_the_rules_can_be_sent_and_stays_tidy(
    name: str, email: str, user_name: str, password: str, company: str, text: str
) -> None:
    form = tidy_registration(Registration(name, email, user_name, password, company))
    if not wrong_in_registration(form, form.password):
        assert tidy_registration(form) == form
        f"{form.name}{form.email}{form.user_name}{form.password}{form.company}".encode()
    wish = tidy_wish(AccessWish(company, name, email, text))
    if not wrong_in_wish(wish):
        assert tidy_wish(wish) == wish
    strength(password, (name, email))
