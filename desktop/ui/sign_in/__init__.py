"""Signing in: the page, and the words for each way in which it can fail."""

from desktop.ui.sign_in.page import SignInDoor, SignInPage, SignInPurpose

__all__ = ["SignInDoor", "SignInPage", "SignInPurpose"]
