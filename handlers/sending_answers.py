"""What each answer of Slack to the sender means for what is to be said; pure.

Names of errors: https://docs.slack.dev/reference/methods/chat.postMessage and what each family of methods shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

# What stands for Slack's own name of an error where its answer has none.
NO_REASON = "no reason"
DEFAULT_RETRY = 30.0  # seconds, where Slack says "too many" and not when to come back
LONGEST_RETRY = 3600.0


class Kind(Enum):
    """What to make of an answer."""

    DONE = "done"
    NOT_NOW = "not now: Slack says when"
    UNKNOWN = "nobody knows whether it was done: look before anything is said again"
    PLACE = "not in this place"
    PERSON = "not to this person"
    UNREACHABLE = "the workspace cannot be reached with this token"
    SETUP = "the app lacks a permission"
    OURS = "we said it wrongly"
    STALE = "what it was about is not there any more, or can no longer be changed"


_SLUGS: Mapping[Kind, str] = {
    Kind.NOT_NOW: "ratelimited rate_limited message_limit_exceeded",
    Kind.UNKNOWN: "fatal_error internal_error request_timeout service_unavailable",
    Kind.PLACE: """channel_not_found is_archived not_in_channel restricted_action restricted_action_read_only_channel
        restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked
        no_permission ekm_access_denied method_not_supported_for_channel_type channel_is_limited_access
        slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked
        slack_connect_lists_sharing_blocked team_not_found""",
    Kind.PERSON: """user_disabled user_not_found user_not_visible invalid_user_combination cannot_dm_bot
        messages_tab_disabled users_not_found""",
    Kind.UNREACHABLE: """account_inactive token_revoked token_expired invalid_auth not_authed team_added_to_org
        org_login_required team_access_not_granted two_factor_setup_required enterprise_is_restricted""",
    Kind.SETUP: """missing_scope not_allowed_token_type app_access_restricted access_denied accesslimited
        method_deprecated deprecated_endpoint metadata_must_be_sent_from_app unknown_method""",
    Kind.OURS: """msg_too_long msg_blocks_too_long message_too_long invalid_blocks invalid_blocks_format
        metadata_too_large invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_as_json no_text
        too_many_attachments attachment_payload_limit_exceeded too_many_contact_cards markdown_text_conflict
        missing_file_data as_user_not_supported cannot_reply_to_message
        invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_post_type
        missing_post_type invalid_json json_not_object missing_charset superfluous_charset""",
    Kind.STALE: """message_not_found cant_delete_message cant_update_message edit_window_closed hash_conflict
        expired_trigger_id exchanged_trigger_id update_failed""",
}  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType(
    {slug: kind for kind, slugs in _SLUGS.items() for slug in slugs.split()}
)


@dataclass(frozen=True)
class Answer:
    """What Slack said: `why` is its own name for an error, or what came instead; `wait` seconds until it may be asked
    again (with NOT_NOW); `needed` the missing scope; `data` the JSON of an answer that is fine."""

    kind: Kind
    why: str = ""
    wait: float = 0.0
    needed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def read(status: int, headers: Mapping[str, str], data: object) -> Answer:
    """An answer by its HTTP status, headers and JSON (None for what is none).

    Only an error that Slack names in a JSON answer of status 200 is a definite no: after a 500, a cut connection or a
    word nobody knows, what was asked for may have been done.
    """
    body = data if isinstance(data, Mapping) else None
    slug = str(body.get("error") or "") if body is not None else ""
    if status == 429 or KINDS.get(slug) is Kind.NOT_NOW:
        return Answer(Kind.NOT_NOW, slug or "429", wait=_wait(headers))
    if status != 200 or body is None:
        return Answer(Kind.UNKNOWN, f"status {status}" if status != 200 else "no JSON")
    if body.get("ok") is True:
        return Answer(Kind.DONE, data=body)
    kind = KINDS.get(slug, Kind.UNKNOWN)
    if slug.startswith("invalid_blocks"):
        kind = Kind.OURS
    elif slug.startswith("restricted_action"):
        kind = Kind.PLACE
    return Answer(kind, slug or NO_REASON, needed=str(body.get("needed") or ""))


def no_answer(error: BaseException) -> Answer:
    """What came of a call that had no answer at all: a time-out, a cut connection."""
    return Answer(Kind.UNKNOWN, type(error).__name__)


def _wait(headers: Mapping[str, str]) -> float:
    try:
        seconds = float(headers.get("Retry-After", DEFAULT_RETRY))
    except ValueError:
        return DEFAULT_RETRY
    # also what is no number at all, as none of these compares
    return seconds if 0 <= seconds <= LONGEST_RETRY else DEFAULT_RETRY
