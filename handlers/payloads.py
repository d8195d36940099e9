"""Slack's payloads read into gestures: only the few fields that Kept needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.access import Person
from handlers.gestures import Gesture, read_form, recall

Payload = Mapping[str, Any]
# What Slack calls a private channel and a direct message instead of telling their names.
PRIVATE = {"privategroup", "directmessage"}


def user_of(payload: Payload) -> str:
    """The id of the person who did it, empty where there is none."""
    user = payload.get("user_id") or (payload.get("user") or {}).get("id")
    told_of = (payload.get("event") or {}).get("user") or ""
    return str(user or (told_of.get("id") if isinstance(told_of, Mapping) else told_of) or "")


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
    return Gesture(
        person=person,
        team_id=team_id,
        surface=surface,
        key=f"action:{pressed.get('action_ts')}:{container.get('message_ts') or view.get('id')}:{person.id}",
        now=now,
        name=str(pressed.get("action_id") or ""),
        value=str(pressed.get("value") or chosen.get("value") or ""),
        channel_id=str((payload.get("channel") or {}).get("id") or container.get("channel_id") or ""),
        trigger_id=str(payload.get("trigger_id") or ""),
        response_url=str(payload.get("response_url") or ""),
        form=read_form((view.get("state") or {}).get("values") or {}),
        memory=recall(view.get("private_metadata") or ""),
        view_id=str(view.get("id") or ""),
        is_form=view.get("submit") is not None,
    )


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
            "private": channel.get("name") in PRIVATE or str(channel.get("id")).startswith("D"),
        },
    )


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
    """Something that happened. https://docs.slack.dev/apis/events-api"""
    about = payload.get("event") or {}
    return Gesture(
        person=person,
        team_id=team_id,
        surface="event",
        key=f"event:{payload.get('event_id')}",
        now=now,
        name=str(about.get("type") or ""),
        value=str(about.get("tab") or about.get("text") or ""),
        channel_id=str(about.get("channel") or ""),
    )
