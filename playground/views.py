"""Open modals, each person's stack of them, and everybody's Home tab of the app."""

from dataclasses import dataclass, field

from playground.blocks import VALUES, completed, controls
from playground.shapes import Json, Refused, copied, fresh_id
from playground.triggers import Triggers
from playground.workspace import Change, Person, Workspace

STACK = 3  # https://docs.slack.dev/surfaces/modals
_SENT = ("type", "title", "blocks", "close", "submit", "private_metadata", "callback_id", "clear_on_close",
         "notify_on_close", "external_id", "submit_disabled")  # fmt: skip


@dataclass
class OpenView:
    """A view as its owner has it before them: `view` is Slack's object without state, `filled` what they typed so far
    (the shape of `state.values`), `errors` what stands under the fields, `sent` what the app sent."""

    owner: str
    view: Json
    filled: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    sent: Json = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The view's id."""
        return str(self.view["id"])


class Views:
    """Opens, stacks, updates and closes views; refuses by Slack's names.

    https://docs.slack.dev/reference/methods/views.open and its neighbours.
    """

    def __init__(self, workspace: Workspace, triggers: Triggers) -> None:
        self._workspace = workspace
        self._triggers = triggers
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    # -- reading

    def top(self, person_id: str) -> OpenView | None:
        """The modal a person has before them."""
        stack = self._stacks.get(person_id)
        return stack[-1] if stack else None

    def stack(self, person_id: str) -> list[OpenView]:
        """A person's open modals, the visible one last."""
        return list(self._stacks.get(person_id, ()))

    def home(self, person_id: str) -> OpenView | None:
        """What the app has published for a person's Home tab."""
        return self._homes.get(person_id)

    def open_by_id(self, view_id: str) -> OpenView:
        """An open modal or a Home. Raises Refused("not_found")."""
        for found in self._all():
            if found.id == view_id:
                return found
        raise Refused("not_found")

    # -- the app's calls

    def open(self, view: Json, trigger_id: str) -> OpenView:
        """views.open: a new stack for whoever's gesture the trigger came from."""
        owner = self._workspace.person(self._triggers.exchange(trigger_id).person_id)
        self._check_external_id(view)
        opened = OpenView(owner.id, self._made(view, owner))
        self._stacks[owner.id] = [opened]
        self._changed(opened)
        return opened

    def push(self, view: Json, trigger_id: str) -> OpenView:
        """views.push: on top of the modal that the trigger came from."""
        trigger = self._triggers.exchange(trigger_id)
        below = self.top(trigger.person_id)
        if not trigger.view_id or below is None:
            raise Refused("not_found")
        return self.put_on_top(below, view)

    def put_on_top(self, below: OpenView, view: Json) -> OpenView:
        """Stack a view above another. Raises Refused("push_limit_reached") above three."""
        stack = self._stacks[below.owner]
        if len(stack) >= STACK:
            raise Refused("push_limit_reached")
        self._check_external_id(view)
        owner = self._workspace.person(below.owner)
        pushed = OpenView(owner.id, self._made(view, owner, stack=stack))
        stack.append(pushed)
        self._changed(pushed)
        return pushed

    def update(self, view: Json, *, view_id: str = "", external_id: str = "", hash_: str = "") -> OpenView:
        """views.update: replace a view in place; what was typed stays where block_id and action_id stay."""
        found = next(
            (
                v
                for v in self._all()
                if (v.id == view_id if view_id else v.view["external_id"] == external_id)
            ),
            None,
        )
        if found is None or not (view_id or external_id):
            raise Refused("not_found")
        if hash_ and hash_ != found.view["hash"]:
            raise Refused("hash_conflict")
        self.replace(found, view)
        return found

    def replace(self, found: OpenView, view: Json) -> None:
        """Put other content into an open view."""
        if view.get("external_id") and view["external_id"] != found.view["external_id"]:
            self._check_external_id(view)
        owner = self._workspace.person(found.owner)
        kept = {name: found.view[name] for name in ("id", "root_view_id", "previous_view_id")}
        found.view = {**self._made(view, owner), **kept}
        found.sent = copied(view)
        found.filled = _still_there(found)
        found.errors = {}
        self._changed(found)

    def publish(self, view: Json, person: Person, hash_: str = "") -> OpenView:
        """views.publish: a person's Home tab."""
        before = self._homes.get(person.id)
        if hash_ and (before is None or hash_ != before.view["hash"]):
            raise Refused("hash_conflict")
        if before is not None and before.sent == view:
            return before  # nobody draws it anew, so its buttons keep the ids that they were drawn with
        home = OpenView(person.id, self._made(view, person), sent=copied(view))
        if before is not None:
            home.view["id"] = home.view["root_view_id"] = before.id
        self._homes[person.id] = home
        self._changed(home)
        return home

    # -- the person's side

    def close(self, found: OpenView, *, all_: bool = False) -> list[OpenView]:
        """Take a view (or with `all_` the whole stack) away; returns what was closed, the top one first."""
        stack = self._stacks.get(found.owner, [])
        gone = list(reversed(stack)) if all_ else [found]
        self._stacks[found.owner] = [v for v in stack if v not in gone]
        self._changed(found)
        return gone

    def show_errors(self, found: OpenView, errors: dict[str, str]) -> None:
        """Put sentences under fields, by block_id."""
        found.errors = dict(errors)
        self._changed(found)

    def restore(self) -> None:
        """Read everybody's Home and open modals from the file: what an app opened stays open while Slack runs on, and to
        the app this Slack has run on."""
        for person_id, view in self._workspace.store.load("home").items():
            self._homes[person_id] = OpenView(person_id, view)
        for person_id, kept in self._workspace.store.load("modals").items():
            self._stacks[person_id] = [OpenView(person_id, **each) for each in kept["stack"]]

    # -- within

    def _all(self) -> list[OpenView]:
        return [v for stack in self._stacks.values() for v in stack] + list(self._homes.values())

    def _changed(self, found: OpenView) -> None:
        store = self._workspace.store
        if found.view["type"] == "home":
            store.put("home", found.owner, found.view)
        elif stack := self._stacks.get(found.owner):
            kept = [{"view": v.view, "filled": v.filled, "errors": v.errors} for v in stack]
            store.put("modals", found.owner, {"stack": kept})
        else:
            store.drop("modals", found.owner)
        self._workspace.tell(Change(str(found.view["type"]), user=found.owner))

    def _check_external_id(self, view: Json) -> None:
        wanted = view.get("external_id")
        if wanted and any(v.view["external_id"] == wanted for v in self._all()):
            raise Refused("duplicate_external_id")

    def _made(self, view: Json, owner: Person, stack: list[OpenView] | None = None) -> Json:
        sent: Json = copied({name: view[name] for name in _SENT if name in view})
        id_ = fresh_id("V")
        made: Json = {
            "id": id_,
            "team_id": owner.team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "submit_disabled": False,
            "close": None,
            "submit": None,
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
            **sent,
            "hash": f"{int(self._workspace.clock.now().timestamp())}.{fresh_id('', 8)}",
            "previous_view_id": stack[-1].id if stack else None,
            "root_view_id": stack[0].id if stack else id_,
            "app_id": self._workspace.app_id,
            "app_installed_team_id": self._workspace.team_id,
            "bot_id": self._workspace.bot_id,
        }
        made["blocks"] = completed(made["blocks"])
        return made


def _still_there(found: OpenView) -> Json:
    kept: Json = {}
    for control in controls(found.view["blocks"]):
        typed = found.filled.get(control.block_id, {}).get(control.action_id)
        if typed is not None and control.type in VALUES and typed.get("type", control.type) == control.type:
            kept.setdefault(control.block_id, {})[control.action_id] = typed
    return kept
