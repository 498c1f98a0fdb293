"""The screen speaks the language of the system or the chosen one, and changes it while windows are open."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from desktop.ui.translation import Language, Translation, customs_of, language_of


@pytest.fixture
def translation(qapp: QApplication):
    translation = Translation(qapp)
    yield translation
    translation.give_back()
    QLocale.setDefault(QLocale.system())


@pytest.mark.parametrize(
    ("system", "language"),
    [("it_IT", "it"), ("it_CH", "it"), ("el_CY", "el"), ("en_GB", "en"), ("de_DE", "en"), ("C", "en")],
)
def test_the_language_of_the_system_is_taken_where_we_speak_it(system: str, language: str):
    assert language_of(QLocale(system)) == language


def test_dates_follow_the_country_of_the_system_and_the_chosen_language():
    assert customs_of(Language.ITALIAN, QLocale("it_CH")).name() == "it_CH"
    assert customs_of(Language.ENGLISH, QLocale("en_GB")).name() == "en_GB"
    assert customs_of(Language.GREEK, QLocale("en_GB")).language() == QLocale.Language.Greek


def test_the_buttons_that_qt_names_are_translated_in_every_language(translation: Translation, qtbot):
    words = {}
    for language in Language:
        translation.use(language)
        box = QMessageBox()
        qtbot.addWidget(box)
        words[language] = box.addButton(QMessageBox.StandardButton.Cancel).text().replace("&", "")
    assert words == {Language.ENGLISH: "Cancel", Language.ITALIAN: "Annulla", Language.GREEK: "Άκυρο"}


def test_open_windows_are_told_once_when_the_language_changes(translation: Translation, qtbot, qapp):
    class Told(QLabel):
        times = 0

        def changeEvent(self, event: QEvent) -> None:
            self.times += event.type() == QEvent.Type.LanguageChange

    translation.use(Language.ENGLISH)
    window = QWidget()
    label = Told(window)
    qtbot.addWidget(window)
    window.show()
    qapp.processEvents()
    label.times = 0
    translation.use(Language.ITALIAN)
    qapp.processEvents()
    assert label.times == 1
    assert QLocale().language() == QLocale.Language.Italian
    assert translation.language is Language.ITALIAN


def test_a_missing_file_costs_words_and_not_the_start(qapp, tmp_path: Path, caplog):
    translation = Translation(qapp, tmp_path)
    assert translation.use(Language.GREEK) is Language.GREEK
    assert QObject().tr("Close") == "Close"
    assert "sportello_el.qm" in caplog.text
    translation.use(Language.ENGLISH, QLocale.c())
