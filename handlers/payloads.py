"""Slack's payloads read into gestures: only the few fields that Kept needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.access import Person
from bot.listening_questions import answers
from handlers.gestures import Gesture, read_form, recall
from handlers.views.brief_lines import LINE_BLOCK

Payload = Mapping[str, Any]
# What Slack calls a private channel and a direct message instead of telling their names.
PRIVATE = {"privategroup", "directmessage"}
# What a talk of several people is called. https://docs.slack.dev/reference/objects/conversation-object
SEVERAL = "mpdm-"
# A message's own words, whatever else is with them; all other subtypes are joins, topics, bots and the like.
# https://docs.slack.dev/reference/events/message#subtypes
WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}
# What is read of a channel: "/me waves" is told of oneself, and no word to anybody.
SPOKEN = WRITTEN - {"me_message"}
EDITED, DELETED = "message_changed", "message_deleted"
CHANNELS = {"channel", "group"}
# https://docs.slack.dev/reference/events/member_joined_channel
INVITED = "member_joined_channel"
DELETED_ROOT = "tombstone"  # the first message of a thread, deleted


def user_of(payload: Payload) -> str:
    """The id of the person who did it, empty where there is none, or where it is none of Kept's business."""
    if "event" in payload and is_nothing(payload):
        return ""
    if (payload.get("event") or {}).get(
        "type"
    ) == INVITED:  # whoever had Kept join; nobody where it came by itself
        return str(payload["event"].get("inviter") or payload["event"].get("user") or "")
    user = payload.get("user_id") or (payload.get("user") or {}).get("id")
    event_ = payload.get("event") or {}
    about = event_
    if event_.get("subtype") in {EDITED, DELETED}:
        about = event_.get("previous_message") or event_.get("message") or {}
    told_of = about.get("user") or ""
    return str(user or (told_of.get("id") if isinstance(told_of, Mapping) else told_of) or "")


def is_nothing(payload: Payload) -> bool:
    """Whether an event is none of Kept's business, seen without any work: what bots say, an edit that leaves the words as
    they were (a link that unfurls) or that Slack tells of once more as a mention, a reaction to somebody else's message that
    answers nothing,
    somebody else's coming into a channel."""
    about = payload.get("event") or {}
    if about.get("bot_id") or (about.get("type") == "app_mention" and about.get("edited")):
        return True
    if about.get("type") == "reaction_added":
        item = about.get("item") or {}
        others = about.get("item_user") != about.get("user") and not answers(str(about.get("reaction") or ""))
        return item.get("type") != "message" or others
    if about.get("type") == INVITED:
        ours = {each.get("user_id") for each in payload.get("authorizations") or ()}
        return about.get("user") not in ours
    if about.get("type") != "message":
        return False
    subtype = about.get("subtype")
    if subtype in {EDITED, DELETED}:
        before, now = about.get("previous_message") or {}, about.get("message") or {}
        same = (
            subtype == EDITED and now.get("subtype") != DELETED_ROOT and before.get("text") == now.get("text")
        )
        return same or bool(before.get("bot_id") or now.get("bot_id"))
    if about.get("channel_type") == "im":
        return subtype not in WRITTEN
    return subtype not in SPOKEN or about.get("channel_type") not in CHANNELS


def is_own(payload: Payload, user_id: str, bot_user_id: str) -> bool:
    """Whether an event tells of what Kept itself did; its coming into a channel is of interest."""
    return user_id == bot_user_id and (payload.get("event") or {}).get("type") not in {None, INVITED}


def is_in_channel(payload: Payload) -> bool:
    """Whether an event that is not nothing is a message in a channel: of most of these nobody wants to hear."""
    about = payload.get("event") or {}
    return (
        about.get("type") == "message"
        and about.get("channel_type") != "im"
        and about.get("subtype") not in {EDITED, DELETED}
    )


def command(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """A slash command. https://docs.slack.dev/interactivity/implementing-slash-commands"""
    return Gesture(
        person=person,
        team_id=team_id,
        surface="command",
        key=f"command:{payload.get('trigger_id')}",
        now=now,
        name=str(payload.get("command") or ""),
        value=str(payload.get("text") or ""),
        channel_id=str(payload.get("channel_id") or ""),
        trigger_id=str(payload.get("trigger_id") or ""),
        response_url=str(payload.get("response_url") or ""),
    )


def action(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """A pressed button or a choice from a menu.
    https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"""
    pressed = (payload.get("actions") or [{}])[0]
    chosen = pressed.get("selected_option") or {}
    view = payload.get("view") or {}
    container = payload.get("container") or {}
    surface = "message" if not view else "home" if view.get("type") == "home" else "modal"
    channel_id = str((payload.get("channel") or {}).get("id") or container.get("channel_id") or "")
    return Gesture(
        person=person,
        team_id=team_id,
        surface=surface,
        key=f"action:{pressed.get('action_ts')}:{container.get('message_ts') or view.get('id')}:{person.id}",
        now=now,
        name=str(pressed.get("action_id") or ""),
        value=str(pressed.get("value") or chosen.get("value") or ""),
        channel_id=channel_id,
        trigger_id=str(payload.get("trigger_id") or ""),
        response_url=str(payload.get("response_url") or ""),
        form=read_form((view.get("state") or {}).get("values") or {}),
        memory=recall(view.get("private_metadata") or ""),
        view_id=str(view.get("id") or ""),
        is_form=view.get("submit") is not None,
        public=surface == "message" and not container.get("is_ephemeral") and not channel_id.startswith("D"),
        posted=surface == "message" and _is_posted(payload, pressed),
    )


def _is_posted(payload: Payload, pressed: Payload) -> bool:
    """Whether something was pressed in what Kept says by itself: only that carries metadata, and a line of it is known by
    its block wherever it is shown. https://docs.slack.dev/messaging/message-metadata"""
    line_of_it = str(pressed.get("block_id") or "").startswith(LINE_BLOCK)
    return line_of_it or bool((payload.get("message") or {}).get("metadata"))


def submission(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """A form sent off. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""
    view = payload.get("view") or {}
    return Gesture(
        person=person,
        team_id=team_id,
        surface="modal",
        key=f"form:{view.get('id')}:{view.get('hash')}",
        now=now,
        name=str(view.get("callback_id") or ""),
        trigger_id=str(payload.get("trigger_id") or ""),
        form=read_form((view.get("state") or {}).get("values") or {}),
        memory=recall(view.get("private_metadata") or ""),
        view_id=str(view.get("id") or ""),
    )


def shortcut(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """A shortcut, on a message or global. https://docs.slack.dev/interactivity/implementing-shortcuts"""
    message, channel = payload.get("message") or {}, payload.get("channel") or {}
    return Gesture(
        person=person,
        team_id=team_id,
        surface="shortcut",
        key=f"shortcut:{payload.get('trigger_id')}",
        now=now,
        name=str(payload.get("callback_id") or ""),
        value=str(message.get("text") or ""),
        channel_id=str(channel.get("id") or ""),
        trigger_id=str(payload.get("trigger_id") or ""),
        response_url=str(payload.get("response_url") or ""),
        source={
            "ts": message.get("ts"),
            "thread_ts": message.get("thread_ts"),
            "user": message.get("user"),
            "private": _is_private(channel),
        },
    )


def _is_private(channel: Payload) -> bool:
    """Whether not every colleague can read there; so it is taken to be where Slack does not name it."""
    name = str(channel.get("name") or "")
    return not name or name in PRIVATE or name.startswith(SEVERAL) or str(channel.get("id")).startswith("D")


def options(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """What somebody types into a menu. https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"""
    return Gesture(
        person=person,
        team_id=team_id,
        surface="modal",
        key="",
        now=now,
        name=str(payload.get("action_id") or ""),
        value=str(payload.get("value") or ""),
    )


def event(payload: Payload, person: Person, team_id: str, now: datetime) -> Gesture:
    """Something that happened. https://docs.slack.dev/apis/events-api

    Named as Slack names it, but for messages: `message.im` is one to Kept itself, `message.channel` one in a channel,
    `message.changed` and `message.deleted` are about one that was written before.
    """
    about = payload.get("event") or {}
    name, value = str(about.get("type") or ""), str(about.get("tab") or about.get("text") or "")
    message, channel = about, str(about.get("channel") or "")
    if name == "message":
        name, value, message = _message(about)
    elif name == "reaction_added":
        message = about.get("item") or {}
        value, channel = str(about.get("reaction") or ""), str(message.get("channel") or "")
    return Gesture(
        person=person,
        team_id=team_id,
        surface="event",
        key=f"event:{payload.get('event_id')}",
        now=now,
        name=name,
        value=value,
        channel_id=channel,
        source={
            "ts": message.get("ts"),
            "thread_ts": message.get("thread_ts"),
            "user": message.get("user") or person.id,
            "private": about.get("channel_type") in {"group", "mpim"},
        },
    )


def _message(about: Payload) -> tuple[str, str, Payload]:
    """What a message event is, the words as they stand now, and the message."""
    now, before = about.get("message") or {}, about.get("previous_message") or {}
    if about.get("subtype") == DELETED or now.get("subtype") == DELETED_ROOT:
        return "message.deleted", "", before or {"ts": about.get("deleted_ts") or now.get("ts")}
    if about.get("subtype") == EDITED:
        return "message.changed", str(now.get("text") or ""), now
    name = "message.im" if about.get("channel_type") == "im" else "message.channel"
    return name, str(about.get("text") or ""), about
