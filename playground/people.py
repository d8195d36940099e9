"""People as Slack's API shows them."""

from datetime import datetime, time, timedelta

from playground.shapes import Json
from playground.workspace import Person, Workspace, local


def user_object(person: Person, workspace: Workspace, *, with_email: bool = True) -> Json:
    """Slack's user object; of an outsider the workspace sees less (no e-mail, no roles).

    https://docs.slack.dev/reference/objects/user-object
    """
    now = workspace.clock.now()
    shift = local(now, person).utcoffset() or timedelta(0)
    user: Json = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": local(now, person).tzname() or person.tz,
        "tz_offset": int(shift.total_seconds()),
        "profile": _profile(person, workspace, with_email=with_email),
        "is_bot": person.kind == "bot",
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    if person.kind == "outsider":
        user["is_stranger"] = False
    else:
        user.update(
            is_admin=person.is_admin,
            is_owner=False,
            is_primary_owner=False,
            is_restricted=person.kind == "guest",
            is_ultra_restricted=False,
            is_email_confirmed=True,
        )
    return user


def email_of(person: Person, workspace: Workspace) -> str:
    """The address a person signed up with."""
    return f"{person.handle}@{workspace.domain}.example"


def dnd_info(person: Person, now: datetime) -> Json:
    """The do-not-disturb that dnd.info reports: the running period or the next one, as UNIX seconds. A pause is a period, too;
    what a person is shown of their own pause beyond that, nobody else is."""
    if person.paused_from <= now.timestamp() < person.paused_until:
        return {
            "dnd_enabled": True,
            "next_dnd_start_ts": person.paused_from,
            "next_dnd_end_ts": person.paused_until,
        }
    today = local(now, person).date()
    begins, ends = time.fromisoformat(person.quiet_from), time.fromisoformat(person.quiet_until)
    for days in (-1, 0, 1):
        day = today + timedelta(days=days)
        start = datetime.combine(day, begins, person.zone)
        end = datetime.combine(day if ends > begins else day + timedelta(days=1), ends, person.zone)
        if end > now:
            break
    return {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(start.timestamp()),
        "next_dnd_end_ts": int(end.timestamp()),
    }


def _profile(person: Person, workspace: Workspace, *, with_email: bool) -> Json:
    ended = 0 < person.status_expiration <= workspace.clock.now().timestamp()
    profile: Json = {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.handle,
        "display_name_normalized": person.handle,
        "first_name": person.first_name,
        "last_name": person.real_name.partition(" ")[2],
        "status_text": "" if ended else person.status_text,
        "status_emoji": "" if ended else person.status_emoji,
        "status_expiration": 0 if ended else person.status_expiration,
        "team": person.team_id,
    }
    if person.kind == "bot":
        profile.update(api_app_id=workspace.app_id, bot_id=workspace.bot_id, always_active=True)
    elif person.kind != "outsider" and with_email:
        profile["email"] = email_of(person, workspace)
    return profile
