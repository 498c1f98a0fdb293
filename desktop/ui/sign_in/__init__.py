"""Signing in: the page, and the words for each way in which it can fail."""

from desktop.ui.sign_in.door import SignInDoor
from desktop.ui.sign_in.page import SignInPage, SignInPurpose

__all__ = ["SignInDoor", "SignInPage", "SignInPurpose"]
