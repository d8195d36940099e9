"""auth, users, dnd, team and bots: who the app is and who is in the workspace.

https://docs.slack.dev/reference/methods?filter=users
"""

from playground.methods import Call, Method
from playground.people import dnd_info, email_of, user_object
from playground.shapes import Json, Refused

_MOST_DND = 50


def auth_test(call: Call) -> Json:
    """auth.test."""
    workspace = call.parts.workspace
    return {
        "url": f"{call.base}/",
        "team": workspace.name,
        "user": workspace.people[workspace.bot_user_id].handle,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """api.test: echoes, or fails as asked."""
    if error := call.text("error"):
        raise Refused(error, args=call.args)
    return {"args": call.args}


def users_info(call: Call) -> Json:
    """users.info; the address is shown with users:read.email only, and the locale to whoever asks for it."""
    return {"user": _user(call, call.person().id)}


def users_list(call: Call) -> Json:
    """users.list: the workspace's people and those known from shared channels."""
    page, cursor = call.page(list(call.parts.workspace.people), default=1000)
    return {
        "members": [_user(call, p) for p in page],
        "cache_ts": int(call.parts.clock.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def users_lookup(call: Call) -> Json:
    """users.lookupByEmail."""
    wanted = call.needed("email", "users_not_found").lower()
    workspace = call.parts.workspace
    for person in workspace.people.values():
        if person.kind in ("member", "guest") and email_of(person, workspace) == wanted:
            return {"user": _user(call, person.id)}
    raise Refused("users_not_found")


def get_presence(call: Call) -> Json:
    """users.getPresence."""
    return {"presence": "away" if call.person().deleted else "active"}


def dnd(call: Call) -> Json:
    """dnd.info: a person's quiet hours; a bot's token sees no snooze."""
    person = (
        call.person() if call.text("user") else call.parts.workspace.people[call.parts.workspace.bot_user_id]
    )
    return dnd_info(person, call.parts.clock.now())


def dnd_of_several(call: Call) -> Json:
    """dnd.teamInfo: the same of up to fifty people, without those whom it does not know.

    https://docs.slack.dev/reference/methods/dnd.teamInfo
    """
    wanted = [each for each in call.needed("users", "missing_argument").split(",") if each]
    if len(wanted) > _MOST_DND:
        raise Refused("too_many_users")
    people = call.parts.workspace.people
    now = call.parts.clock.now()
    return {"users": {each: dnd_info(people[each], now) for each in wanted if each in people}}


def team_info(call: Call) -> Json:
    """team.info."""
    workspace = call.parts.workspace
    return {
        "team": {
            "id": workspace.team_id,
            "name": workspace.name,
            "domain": workspace.domain,
            "url": f"{call.base}/",
            "email_domain": f"{workspace.domain}.example",
            "icon": {"image_default": True},
            "is_verified": False,
        }
    }


def bots_info(call: Call) -> Json:
    """bots.info."""
    workspace = call.parts.workspace
    if call.text("bot", workspace.bot_id) != workspace.bot_id:
        raise Refused("bot_not_found")
    return {
        "bot": {
            "id": workspace.bot_id,
            "deleted": False,
            "name": workspace.people[workspace.bot_user_id].real_name,
            "updated": 0,
            "app_id": workspace.app_id,
            "user_id": workspace.bot_user_id,
            "icons": {},
        }
    }


def _user(call: Call, person_id: str) -> Json:
    workspace = call.parts.workspace
    with_email = call.parts.manifest.may("users:read.email")
    shown = user_object(workspace.people[person_id], workspace, with_email=with_email)
    # https://docs.slack.dev/reference/methods/users.info#arg_include_locale
    return shown | ({"locale": workspace.people[person_id].locale} if call.flag("include_locale") else {})


METHODS = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, caller="anybody"),
    "users.info": Method(users_info, ("users:read",)),
    "users.list": Method(users_list, ("users:read",)),
    "users.lookupByEmail": Method(users_lookup, ("users:read.email",)),
    "users.getPresence": Method(get_presence, ("users:read",)),
    "dnd.info": Method(dnd, ("dnd:read",)),
    "dnd.teamInfo": Method(dnd_of_several, ("dnd:read",)),
    "team.info": Method(team_info, ("team:read",)),
    "bots.info": Method(bots_info, ("users:read",)),
}
