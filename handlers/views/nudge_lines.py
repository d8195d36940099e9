"""Which topic draws the line of which kind of thing."""

from collections.abc import Mapping
from types import MappingProxyType

from handlers.views import (
    nudge_contacts,
    nudge_customers,
    nudge_fixes,
    nudge_mistakes,
    nudge_people,
    nudge_promises,
    nudge_questions,
    nudge_waiting,
)
from handlers.views.nudges import DrawLine

_ALL: dict[str, DrawLine] = {
    "promise": nudge_promises.draw,
    "mistake": nudge_mistakes.draw,
    "waiting": nudge_waiting.draw,
    "question": nudge_questions.draw,
    "contact": nudge_contacts.draw,
    "customer": nudge_customers.draw,
    "system_fix": nudge_fixes.draw,
    "desk": nudge_people.draw,
}
# By the kind of what a nudge is about.
LINES: Mapping[str, DrawLine] = MappingProxyType(_ALL)
