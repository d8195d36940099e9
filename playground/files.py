"""Files people and the app upload: small, kept with the rest of the state."""

import base64
import mimetypes
from dataclasses import dataclass

from playground.shapes import Json, Refused, fresh_id
from playground.workspace import Workspace

MOST_BYTES = 20_000_000
MOST_BYTES_TOGETHER = 60_000_000


@dataclass
class Upload:
    """A file announced by files.getUploadURLExternal: its bytes come next, then files.completeUploadExternal."""

    file_id: str
    name: str
    length: int
    content: bytes | None = None


class Files:
    """All files of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._files: dict[str, Json] = {}
        self._contents: dict[str, bytes] = {}
        self._uploads: dict[str, Upload] = {}
        self.base = ""

    def add(self, name: str, content: bytes, user: str, *, title: str = "", file_id: str = "") -> Json:
        """Keep a file and return Slack's file object. Raises Refused("file_upload_size_restricted") above 20 MB."""
        if (
            len(content) > MOST_BYTES
            or len(content) + sum(map(len, self._contents.values())) > MOST_BYTES_TOGETHER
        ):
            raise Refused(
                "file_upload_size_restricted", say="The playground keeps files of up to 20 MB, 60 MB in all."
            )
        id_ = file_id or fresh_id("F")
        extension = name.rpartition(".")[2].lower() if "." in name else "text"
        now = int(self._workspace.clock.now().timestamp())
        safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
        url = f"{self.base}/files/{id_}/{safe}"
        self._files[id_] = {
            "id": id_,
            "created": now,
            "timestamp": now,
            "name": name,
            "title": title or name,
            "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "filetype": extension,
            "pretty_type": extension.upper(),
            "user": user,
            "user_team": self._workspace.people[user].team_id if user in self._workspace.people else "",
            "editable": False,
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            "has_rich_preview": False,
            "file_access": "visible",
            "shares": {},
            "channels": [],
            "groups": [],
            "ims": [],
        }
        self._contents[id_] = content
        self._keep(id_)
        return self._files[id_]

    def get(self, file_id: str) -> Json:
        """Slack's file object. Raises Refused("file_not_found")."""
        if file_id not in self._files:
            raise Refused("file_not_found")
        return self._files[file_id]

    def content(self, file_id: str) -> bytes:
        """A file's bytes. Raises Refused("file_not_found")."""
        self.get(file_id)
        return self._contents[file_id]

    def shared(self, file_id: str, channel_id: str, channel_type: str, ts: str) -> None:
        """Note that a file was posted in a channel."""
        file = self.get(file_id)
        name = {"channel": "channels", "group": "groups", "im": "ims"}[channel_type]
        if channel_id not in file[name]:
            file[name].append(channel_id)
        scope = "public" if channel_type == "channel" else "private"
        file["shares"].setdefault(scope, {}).setdefault(channel_id, []).append({"ts": ts})
        self._keep(file_id)

    # -- the app's uploads

    def announce(self, name: str, length: int) -> tuple[str, str]:
        """files.getUploadURLExternal: (file id, secret of the upload address)."""
        secret = fresh_id("", 24)
        upload = Upload(fresh_id("F"), name, length)
        self._uploads[secret] = upload
        return upload.file_id, secret

    def receive(self, secret: str, content: bytes) -> int:
        """The bytes of an announced upload; returns how many. Raises Refused when there was no such announcement."""
        upload = self._uploads.get(secret)
        if upload is None:
            raise Refused("file_not_found")
        upload.content = content
        return len(content)

    def complete(self, file_id: str, title: str, user: str) -> Json:
        """files.completeUploadExternal for one file. Raises Refused("file_not_found")."""
        secret = next(
            (s for s, u in self._uploads.items() if u.file_id == file_id and u.content is not None), None
        )
        if secret is None:
            raise Refused("file_not_found")
        upload = self._uploads.pop(secret)
        return self.add(upload.name, upload.content or b"", user, title=title, file_id=file_id)

    def restore(self) -> None:
        """Read the files from the state file."""
        for id_, body in self._workspace.store.load("file").items():
            self._files[id_] = body["file"]
            self._contents[id_] = base64.b64decode(body["content"])

    def _keep(self, id_: str) -> None:
        encoded = base64.b64encode(self._contents[id_]).decode()
        self._workspace.store.put("file", id_, {"file": self._files[id_], "content": encoded})
