"""Why Slack did not do something, for the log and in a sentence for whoever asked for it."""

from slack_sdk.errors import SlackApiError

from handlers.sending_answers import Answer, Kind, no_answer, read

# What to do where the app may do too little.
REINSTALL = "put Kept's manifest.yml into the app's settings once more (App Manifest) and reinstall the app"
# What Slack itself calls trouble of its own, or "not so fast".
TRANSIENT = {Kind.NOT_NOW, Kind.UNKNOWN}


def answer_of(error: BaseException) -> Answer:
    """What Slack answered, or that it gave no answer."""
    if not isinstance(error, SlackApiError):
        return no_answer(error)
    return read(error.response.status_code, error.response.headers, error.response.data)


def for_log(error: BaseException) -> str:
    """Slack's own name for what went wrong, with the scope that is missing; nothing of what anybody wrote."""
    if not isinstance(error, SlackApiError):
        return ""
    answer = answer_of(error)
    return f"{answer.why} (needed: {answer.needed})" if answer.needed else answer.why


def sentence(error: BaseException, *, who: bool, done: bool) -> str:
    """What kept somebody's gesture from its end, and what to do: `who` where Slack was asked who they are, `done` where
    something was saved before."""
    answer = answer_of(error)
    so_far = "Something was saved before that: look what is there." if done else "Nothing was done."
    if answer.needed or answer.why == "missing_scope":
        scope = answer.needed.replace(",", " or ") or "one that it needs"
        return f"Kept may not ask Slack for that here: its app lacks the scope {scope}. {so_far} Whoever runs Kept mends it: {REINSTALL}."
    if answer.kind not in TRANSIENT:
        return f"Slack refused what I had to ask it for that ({answer.why}). {so_far} Whoever runs Kept can look it up."
    if who:
        return "Slack did not tell me in time who you are, so I did nothing. Try again in a moment."
    return f"Slack gave me no answer to what I had to ask it for that. {so_far} Try again in a moment."
