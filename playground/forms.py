"""What people do with what the app drew: press, choose, search, submit and close."""

from playground.blocks import VALUES, Control, client_errors, find, state_values
from playground.gestures import Gestures
from playground.limits import checked_view
from playground.outcomes import Outcome, refused, told
from playground.parts import Parts
from playground.shapes import Json, Refused, copied
from playground.surfaces import described, find_surface, own_view
from playground.views import OpenView
from playground.workspace import Person


class Forms:
    """Buttons, menus and modals; `values` and `state` have the shape of Slack's `state.values`."""

    def __init__(self, parts: Parts, gestures: Gestures) -> None:
        self._parts = parts
        self._gestures = gestures

    @told
    async def press(self, who: str, container: Json, action: Json, state: Json | None = None) -> Outcome:
        """Press a button or choose in a menu outside a form.

        `action` holds action_id, block_id and what was chosen (value, selected_option, selected_date, ...).
        """
        person = self._parts.workspace.person(who)
        where = find_surface(self._parts, person, container)
        control = find(where.blocks, str(action.get("block_id", "")), str(action.get("action_id", "")))
        if control is None:
            raise refused("not_found", "That button is no longer there.")
        if control.is_input and not control.block.get("dispatch_action"):
            return Outcome()
        filled = self._with_files(_merged(where.filled, state))
        if control.type in VALUES:
            filled = _merged(filled, {control.block_id: {control.action_id: _chosen(control, action)}})
        if where.view is not None:
            where.view.filled = filled
        payload = {
            **self._gestures.signed(person),
            **described(self._parts, person, where, filled),
            "type": "block_actions",
            "trigger_id": self._parts.triggers.issue(person.id, where.modal_id),
            "actions": [self._action(control, action)],
        }
        return self._gestures.judged(
            await self._parts.to_app.deliver("interactive", payload, answerable=True)
        )

    @told
    async def options(self, who: str, container: Json, block_id: str, action_id: str, typed: str) -> Outcome:
        """Search in an external select; the outcome's `options` is {"options": [...]} or {"option_groups": [...]}."""
        person = self._parts.workspace.person(who)
        where = find_surface(self._parts, person, container)
        control = find(where.blocks, block_id, action_id)
        if control is None:
            raise Refused("not_found")
        asked = {
            **self._gestures.signed(person),
            **described(self._parts, person, where, where.filled),
            "type": "block_suggestion",
            "block_id": block_id,
            "action_id": action_id,
            "value": typed,
        }
        for name in ("response_url", "message", "state", "actions"):
            asked.pop(name, None)
        delivery = await self._parts.to_app.deliver("interactive", asked, answerable=True)
        outcome = self._gestures.judged(delivery)
        if not outcome.ok:
            return outcome
        offered: Json = {
            name: delivery.payload[name] for name in ("options", "option_groups") if name in delivery.payload
        }
        if not offered or any(len(group) > 100 for group in offered.values()):
            raise refused("invalid_options", "The app's answer could not be shown.")
        return Outcome(ack=delivery.payload, options=offered)

    @told
    async def submit(self, who: str, view_id: str, values: Json | None = None) -> Outcome:
        """Submit a modal: Slack's own checks first, then the app, whose answer is done (errors, update, push, clear)."""
        person = self._parts.workspace.person(who)
        view = own_view(self._parts, person, view_id)
        if view.view["submit"] is None:
            raise refused("not_found", "This form has nothing to submit.")
        view.filled = self._with_files(_merged(view.filled, values))
        state = state_values(view.view["blocks"], view.filled)
        errors = client_errors(view.view["blocks"], state)
        if errors:
            self._parts.views.show_errors(view, errors)
            return Outcome(errors=errors)
        payload = {
            **self._gestures.signed(person),
            "type": "view_submission",
            "trigger_id": self._parts.triggers.issue(person.id, view.id),
            "view": {**copied(view.view), "state": {"values": state}},
            "response_urls": self._response_urls(person, view, state),
        }
        delivery = await self._parts.to_app.deliver("interactive", payload, answerable=True)
        if not delivery.acked:
            say = "We had some trouble connecting. Try again?"
            return Outcome(delivery.error, say)
        return await self._answered(view, delivery.payload)

    @told
    async def close(self, who: str, view_id: str) -> Outcome:
        """Close a modal (all of the stack when the view says so); the app hears of it when it asked to."""
        person = self._parts.workspace.person(who)
        view = own_view(self._parts, person, view_id)
        everything = bool(view.view["clear_on_close"])
        for gone in self._parts.views.close(view, all_=everything):
            await self._tell_closed(person, gone, cleared=everything)
        return Outcome()

    # -- what the app's answer to a submission does

    async def _answered(self, view: OpenView, answer: Json) -> Outcome:
        kind = answer.get("response_action")
        views = self._parts.views
        if kind is None:
            views.close(view)
        elif kind == "clear":
            person = self._parts.workspace.person(view.owner)
            for gone in views.close(view, all_=True):
                if gone is not view:
                    await self._tell_closed(person, gone, cleared=True)
        elif kind == "errors":
            return self._refused_by_app(view, answer)
        elif kind == "update":
            views.replace(view, checked_view(answer.get("view"), "modal"))
        elif kind == "push":
            views.put_on_top(view, checked_view(answer.get("view"), "modal"))
        else:
            raise refused("invalid_response_action", "The app's answer to this form means nothing to Slack.")
        return Outcome(ack=answer)

    def _refused_by_app(self, view: OpenView, answer: Json) -> Outcome:
        errors = answer.get("errors")
        inputs = {b["block_id"] for b in view.view["blocks"] if b["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise refused("invalid_errors", "The app refused the form without naming one of its fields.")
        sentences = {str(k): str(v) for k, v in errors.items()}
        self._parts.views.show_errors(view, sentences)
        return Outcome(ack=answer, errors=sentences)

    async def _tell_closed(self, person: Person, view: OpenView, *, cleared: bool) -> None:
        if not view.view["notify_on_close"]:
            return
        payload = {
            **self._gestures.signed(person),
            "type": "view_closed",
            "is_cleared": cleared,
            "view": {**copied(view.view), "state": {"values": {}}},
        }
        await self._parts.to_app.deliver("interactive", payload, answerable=False)

    def _response_urls(self, person: Person, view: OpenView, state: Json) -> list[Json]:
        found = []
        for block in view.view["blocks"]:
            element = block.get("element") or {}
            if not element.get("response_url_enabled"):
                continue
            entry = state[block["block_id"]][element["action_id"]]
            channel = entry.get("selected_conversation") or entry.get("selected_channel")
            if channel in self._parts.workspace.channels:
                url = self._parts.response_urls.issue(channel, person.id)
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                found.append({**ids, "channel_id": channel, "response_url": url})
        return found

    # -- what was pressed

    def _action(self, control: Control, action: Json) -> Json:
        made: Json = {
            "type": control.type,
            "block_id": control.block_id,
            "action_id": control.action_id,
            "action_ts": self._parts.talk.new_ts(),
        }
        if control.type == "button":
            made["text"] = copied(control.element["text"])
            if "value" in control.element:
                made["value"] = control.element["value"]
        elif control.type == "overflow":
            made["selected_option"] = _chosen(control, action)["selected_option"]
        elif control.type in VALUES:
            made.update({k: v for k, v in _chosen(control, action).items() if k != "type"})
        else:
            made["value"] = action.get("value", control.element.get("value", ""))
        return made

    def _with_files(self, values: Json) -> Json:
        for block in values.values():
            for entry in block.values():
                if isinstance(entry, dict) and entry.get("type") == "file_input":
                    entry["files"] = [
                        copied(self._parts.files.get(str(f["id"]))) for f in entry.get("files") or ()
                    ]
        return values


def _merged(first: Json, second: Json | None) -> Json:
    merged: Json = {block_id: dict(entries) for block_id, entries in first.items()}
    for block_id, entries in (second or {}).items():
        if isinstance(entries, dict):
            merged.setdefault(block_id, {}).update(copied(entries))
    return merged


def _chosen(control: Control, action: Json) -> Json:
    """The value of an action in the shape of `state.values`; a choice must be one that the element offers."""
    if control.type == "overflow":
        offered = control.element["options"]
        wanted = (action.get("selected_option") or {}).get("value")
        option = next((o for o in offered if o.get("value") == wanted), None)
        if option is None:
            raise refused("not_found", "That choice is no longer there.")
        return {"type": "overflow", "selected_option": copied(option)}
    field = VALUES[control.type][0]
    return {"type": control.type, field: copied(action.get(field, [] if field.endswith("s") else None))}
