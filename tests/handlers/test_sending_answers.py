"""Every answer of Slack to the sender, and what it means."""

import pytest

from handlers.sending_answers import DEFAULT_RETRY, KINDS, Answer, Kind, no_answer, read

# The table of answers, row by row.
NOT_NOW = ["ratelimited", "rate_limited", "message_limit_exceeded"]
UNKNOWN = ["fatal_error", "internal_error", "request_timeout", "service_unavailable", "a_brand_new_error", ""]
PLACE = [
    *("channel_not_found", "is_archived", "not_in_channel", "no_permission", "ekm_access_denied"),
    *("restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
    *("restricted_action_non_threadable_channel", "restricted_action_thread_locked", "restricted_action_new"),
    *("method_not_supported_for_channel_type", "channel_is_limited_access", "team_not_found"),
    *("slack_connect_canvas_sharing_blocked", "slack_connect_file_link_sharing_blocked"),
    "slack_connect_lists_sharing_blocked",
]
PERSON = [
    *("user_disabled", "user_not_found", "users_not_found", "user_not_visible", "invalid_user_combination"),
    *("cannot_dm_bot", "messages_tab_disabled"),
]
UNREACHABLE = [
    *(
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "team_added_to_org",
    ),
    *(
        "org_login_required",
        "team_access_not_granted",
        "two_factor_setup_required",
        "enterprise_is_restricted",
    ),
]
SETUP = [
    *("missing_scope", "not_allowed_token_type", "app_access_restricted", "access_denied", "accesslimited"),
    *("method_deprecated", "deprecated_endpoint", "metadata_must_be_sent_from_app", "unknown_method"),
]
OURS = [
    *("msg_too_long", "msg_blocks_too_long", "message_too_long", "invalid_blocks", "invalid_blocks_format"),
    *("invalid_blocks_anything", "metadata_too_large", "invalid_metadata_format", "invalid_metadata_schema"),
    *(
        "metadata_must_be_sent_as_json",
        "no_text",
        "too_many_attachments",
        "attachment_payload_limit_exceeded",
    ),
    *("too_many_contact_cards", "markdown_text_conflict", "missing_file_data", "as_user_not_supported"),
    *(
        "cannot_reply_to_message",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_charset",
    ),
    *("invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json", "json_not_object"),
    *("missing_charset", "superfluous_charset"),
]
STALE = [
    *(
        "message_not_found",
        "cant_delete_message",
        "cant_update_message",
        "edit_window_closed",
        "hash_conflict",
    ),
    *("expired_trigger_id", "exchanged_trigger_id", "update_failed"),
]
TABLE = {
    Kind.NOT_NOW: NOT_NOW,
    Kind.UNKNOWN: UNKNOWN,
    Kind.PLACE: PLACE,
    Kind.PERSON: PERSON,
    Kind.UNREACHABLE: UNREACHABLE,
    Kind.SETUP: SETUP,
    Kind.OURS: OURS,
    Kind.STALE: STALE,
}


@pytest.mark.parametrize(("slug", "kind"), [(slug, kind) for kind, slugs in TABLE.items() for slug in slugs])
def test_what_an_error_means(slug: str, kind: Kind) -> None:
    assert read(200, {}, {"ok": False, "error": slug}).kind is kind


def test_the_table_knows_every_error_that_the_code_knows() -> None:
    assert set(KINDS) <= {slug for slugs in TABLE.values() for slug in slugs}


def test_ok_is_done_and_carries_what_slack_says() -> None:
    answer = read(200, {}, {"ok": True, "ts": "1.2"})
    assert (answer.kind, answer.data["ts"]) == (Kind.DONE, "1.2")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 302, 404])
@pytest.mark.parametrize("data", [None, {"ok": True}, {"ok": False, "error": "channel_not_found"}])
def test_after_another_status_nobody_knows_whatever_the_body_says(status: int, data: object) -> None:
    assert read(status, {}, data).kind is Kind.UNKNOWN


@pytest.mark.parametrize("data", [None, [], "ok", 7, {}, {"ok": "yes"}, {"ok": False}])
def test_what_is_no_answer_of_slacks_tells_nothing(data: object) -> None:
    assert read(200, {}, data).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *[("7", 7), ("0", 0), ("1.5", 1.5)],
        *[(wrong, DEFAULT_RETRY) for wrong in ("soon", "-3", "nan", "inf", "99999999", None)],
    ],
)
def test_slack_says_when_to_come_back(header: str | None, seconds: float) -> None:
    headers = {} if header is None else {"Retry-After": header}
    assert read(429, headers, None) == Answer(Kind.NOT_NOW, "429", wait=seconds)
    assert read(200, headers, {"ok": False, "error": "ratelimited"}).wait == seconds


def test_a_missing_scope_is_named() -> None:
    assert (
        read(200, {}, {"ok": False, "error": "missing_scope", "needed": "chat:write"}).needed == "chat:write"
    )


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), OSError()])
def test_no_answer_at_all_tells_nothing(error: BaseException) -> None:
    assert no_answer(error).kind is Kind.UNKNOWN
