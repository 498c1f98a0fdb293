"""Everything the program says about states, times, sizes and errors, in the person's language.

Sentences are short, in sentence case, say what happened and what to do, and blame nobody. Texts of single screens stand in those
screens; what several of them say stands here, so that it is said the same way everywhere.
"""

from desktop.ui.wording.amounts import bytes_left, counted_items, duration_left, number, percent, size
from desktop.ui.wording.details import EDITED_FIELDS, edit_in_words, field_name, field_value, no_value
from desktop.ui.wording.errors import Explanation, explain
from desktop.ui.wording.link import LinkSentence, link_sentence
from desktop.ui.wording.plurals import plurals
from desktop.ui.wording.problems import problem_sentence
from desktop.ui.wording.states import (
    ChangeLook,
    Look,
    change_look,
    deed_name,
    event_sentence,
    folder_name,
    order_name,
    row_look,
    status_look,
    status_name,
    ticket_look,
)
from desktop.ui.wording.times import (
    calendar_date,
    day_and_time,
    exact_time,
    now_instant,
    relative_time,
    short_time,
    span_of_time,
    time_of_day,
)

__all__ = [
    "EDITED_FIELDS",
    "ChangeLook",
    "Explanation",
    "LinkSentence",
    "Look",
    "bytes_left",
    "calendar_date",
    "change_look",
    "counted_items",
    "day_and_time",
    "deed_name",
    "duration_left",
    "edit_in_words",
    "event_sentence",
    "exact_time",
    "explain",
    "field_name",
    "field_value",
    "folder_name",
    "link_sentence",
    "no_value",
    "now_instant",
    "number",
    "order_name",
    "percent",
    "plurals",
    "problem_sentence",
    "relative_time",
    "row_look",
    "short_time",
    "size",
    "span_of_time",
    "status_look",
    "status_name",
    "ticket_look",
    "time_of_day",
]
