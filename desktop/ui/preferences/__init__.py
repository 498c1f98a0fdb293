"""The preferences: a page for each section of the declared settings. Every one takes effect at once; there is nothing to confirm."""

from desktop.ui.preferences.dialog import PreferencesDialog as PreferencesDialog
from desktop.ui.preferences.surroundings import AccountWords as AccountWords
from desktop.ui.preferences.surroundings import Surroundings as Surroundings
