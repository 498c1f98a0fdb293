"""All seeded bugs: importing the modules that hold them enters them into `MUTATIONS`."""

from tests.mutations import contents, mailing, promises, pulling, secrets, sending, surroundings
from tests.mutations.switch import MUTATIONS

__all__ = ["MUTATIONS", "SUBJECTS"]

SUBJECTS = (sending, contents, pulling, promises, surroundings, mailing, secrets)
