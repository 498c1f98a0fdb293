"""The stage on which the real program plays: a helpdesk process, the program's own process, somebody who plays the person, and a witness.

`build/demo` and the journeys and kill tests stand on it. Nothing here belongs to the program; the program is started as a person
starts it and is talked to through its window (`desktop/ui/rehearsal.py`) and, at the other end, through the helpdesk's open API.
"""
