"""views.*: modals and the Home tab.

https://docs.slack.dev/reference/methods?filter=views
"""

from playground.blocks import state_values
from playground.limits import checked_view
from playground.methods import Call, Method
from playground.shapes import Json, Refused, copied
from playground.views import OpenView


def open_(call: Call) -> Json:
    """views.open."""
    trigger = call.needed("trigger_id")
    return _shown(call.parts.views.open(checked_view(call.json("view"), "modal"), trigger))


def push(call: Call) -> Json:
    """views.push."""
    trigger = call.needed("trigger_id")
    return _shown(call.parts.views.push(checked_view(call.json("view"), "modal"), trigger))


def update(call: Call) -> Json:
    """views.update, by view_id or external_id; a `hash` that is not the view's is a hash_conflict."""
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise Refused(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view_id"]}
        )
    view = call.json("view")
    kind = str(view.get("type")) if isinstance(view, dict) else ""
    checked = checked_view(view, kind)
    return _shown(
        call.parts.views.update(checked, view_id=view_id, external_id=external_id, hash_=call.text("hash"))
    )


def publish(call: Call) -> Json:
    """views.publish: `user_id`'s Home tab."""
    if not call.parts.manifest.home_tab:
        raise Refused("not_enabled")
    person = call.person("user_id")
    view = checked_view(call.json("view"), "home")
    return _shown(call.parts.views.publish(view, person, call.text("hash")))


def _shown(view: OpenView) -> Json:
    values = state_values(view.view["blocks"], view.filled) if view.filled else {}
    return {"view": {**copied(view.view), "state": {"values": values}}}


METHODS = {
    "views.open": Method(open_),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
