"""The global shortcuts: a form, from anywhere in Slack. Those on a message go the way of an emoji on it
(`said_elsewhere`)."""

from handlers import contact_giving, mistake_giving, promise_giving
from handlers.routes import Routes


def register(routes: Routes) -> None:
    """*New promise*, *New mistake* and *New contact*."""
    routes.shortcuts |= {
        "new_promise": promise_giving.new,
        "new_mistake": mistake_giving.new,
        "new_contact": contact_giving.new,
    }
