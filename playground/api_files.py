"""files.*: uploads in two calls and a POST between them.

https://docs.slack.dev/messaging/working-with-files
"""

from playground.files import MOST_BYTES
from playground.methods import Call, Method
from playground.shapes import Json, Refused, copied


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal."""
    name, length = call.needed("filename"), call.number("length", 0)
    if length <= 0:
        raise Refused(
            "invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: length"]}
        )
    if length > MOST_BYTES:
        raise Refused("file_upload_size_restricted")
    file_id, secret = call.parts.files.announce(name, length)
    return {"file_id": file_id, "upload_url": f"{call.base}/upload/{secret}"}


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: shares the files in a channel when one is given."""
    announced = call.json("files")
    if not isinstance(announced, list) or not announced:
        raise Refused("invalid_arguments")
    workspace = call.parts.workspace
    channel = None
    if call.text("channel_id"):
        channel = call.channel("channel_id")
        if workspace.bot_user_id not in channel.members:
            raise Refused("not_in_channel")
    files = [
        call.parts.files.complete(str(f.get("id")), str(f.get("title") or ""), workspace.bot_user_id)
        for f in announced
    ]
    if channel is not None:
        body: Json = {
            "user": workspace.bot_user_id,
            "bot_id": workspace.bot_id,
            "team": workspace.team_id,
            "subtype": "file_share",
            "text": call.text("initial_comment"),
            "files": copied(files),
            "upload": False,
        }
        if call.text("thread_ts"):
            body["thread_ts"] = call.text("thread_ts")
        message = call.parts.talk.post(channel, body)
        for file in files:
            call.parts.files.shared(file["id"], channel.id, channel.event_type, message.ts)
    return {"files": copied(files)}


def info(call: Call) -> Json:
    """files.info."""
    file = copied(call.parts.files.get(call.needed("file", "file_not_found")))
    return {"file": file, "comments": [], "response_metadata": {"next_cursor": ""}}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
}
