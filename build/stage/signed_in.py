"""A throw-away profile, signed in by the program's own actions as if a person had typed address, login and password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from desktop.account_identity import establish
from desktop.actions.sign_in import sign_in
from desktop.connectors.contract import Connector, TokenStore
from desktop.connectors.discovery import connector_for, discover
from desktop.connectors.proxy import Proxy
from desktop.connectors.transport import TransportOptions
from desktop.domain.account import Helpdesk
from desktop.paths import Profile
from desktop.stamps import new_id
from desktop.storage.accounts import Account
from desktop.storage.vault import PASSPHRASE_VARIABLE


@dataclass(frozen=True, slots=True)
class SignedInProfile:
    """The profile's folder, its account, and the passphrase that opens it: random, and known to nobody else."""

    folder: Path
    account: Account
    key: bytes
    passphrase: str

    @property
    def variables(self) -> dict[str, str]:
        """What the program must be given so that it can open the account without a keyring and without asking."""
        return {PASSPHRASE_VARIABLE: self.passphrase}


def sign_in_new(folder: Path, address: str, user: str, password: str) -> SignedInProfile:
    """Sign in at `address` into a new profile in `folder`. Raises the errors of `desktop.errors`."""
    profile = Profile.at(folder)
    profile.make()
    passphrase = secrets.token_urlsafe(24)

    def connect(helpdesk: Helpdesk, tokens: TokenStore, client_id: str) -> Connector:
        return connector_for(helpdesk, tokens, client_id, Proxy())

    signed_in = sign_in(
        profile.accounts,
        discover(address, TransportOptions()),
        user,
        password,
        passphrase=passphrase,
        connect=connect,
        client_id=new_id(),
    )
    establish(signed_in)
    return SignedInProfile(folder, signed_in.account, signed_in.key, passphrase)
