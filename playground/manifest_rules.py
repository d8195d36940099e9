"""What Slack refuses in an app manifest: lengths, counts and missing fields.

https://docs.slack.dev/reference/app-manifest
"""

from collections.abc import Mapping

from playground.rules import Problems, Rule, anything, boolean, choice, items, refuse, string
from playground.shapes import Json

_PARAMETERS = ("input_parameters", "output_parameters")

# path of a field -> its rule; a field that is absent is not looked at unless it is required below
_FIELDS: Mapping[tuple[str, ...], Rule] = {
    ("display_information", "name"): string(35),
    ("display_information", "description"): string(140),
    ("display_information", "long_description"): string(4000, 175),
    ("features", "bot_user", "display_name"): string(80),
    ("features", "app_home", "home_tab_enabled"): boolean,
    ("features", "slash_commands"): items(anything, 50),
    ("features", "shortcuts"): items(anything, 10),
    ("features", "unfurl_domains"): items(string(255), 5),
    ("settings", "event_subscriptions", "bot_events"): items(string(255), 100),
    ("oauth_config", "scopes", "bot"): items(string(255), 255),
    ("settings", "socket_mode_enabled"): boolean,
}
_COMMAND: Mapping[str, Rule] = {"command": string(32, 2), "description": string(2000)}
_SHORTCUT: Mapping[str, Rule] = {
    "name": string(24), "description": string(150), "callback_id": string(255), "type": choice("message", "global"),
}  # fmt: skip


def problems_of_manifest(manifest: object) -> Problems:
    """Everything Slack would refuse in a parsed manifest."""
    problems: Problems = []
    if not isinstance(manifest, dict):
        refuse(problems, "must be an object", "/")
        return problems
    if _at(manifest, ("display_information", "name")) is None:
        refuse(problems, "missing required field: name", "/display_information")
    for path, rule in _FIELDS.items():
        value = _at(manifest, path)
        if value is not None:
            rule(value, "/" + "/".join(path), problems)
    _each(manifest, ("features", "slash_commands"), _COMMAND, problems)
    _each(manifest, ("features", "shortcuts"), _SHORTCUT, problems)
    _check_parameters(manifest, "functions", problems)
    _check_parameters(manifest, "workflows", problems)
    return problems


def _at(manifest: object, path: tuple[str, ...]) -> object:
    found = manifest
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _each(manifest: object, path: tuple[str, ...], fields: Mapping[str, Rule], problems: Problems) -> None:
    entries = _at(manifest, path)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        for name, rule in fields.items():
            at = f"/{'/'.join(path)}/{number}"
            if not isinstance(entry, dict) or name not in entry:
                refuse(problems, f"missing required field: {name}", at)
            else:
                rule(entry[name], f"{at}/{name}", problems)


def _check_parameters(manifest: Json, family: str, problems: Problems) -> None:
    members = manifest.get(family)
    for name, member in members.items() if isinstance(members, dict) else ():
        for part in _PARAMETERS:
            parameters = member.get(part) if isinstance(member, dict) else None
            if isinstance(parameters, dict) and "properties" not in parameters:
                refuse(problems, "missing required field: properties", f"/{family}/{name}/{part}")
