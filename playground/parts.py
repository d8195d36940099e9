"""Everything the playground is made of, for the files that need most of it."""

from dataclasses import dataclass

from playground.clock import Clock
from playground.events import Events
from playground.faults import Faults
from playground.files import Files
from playground.manifest import Manifest
from playground.response_urls import ResponseUrls
from playground.sockets import Sockets
from playground.store import Store
from playground.talk import Talk
from playground.to_app import ToApp
from playground.triggers import Triggers
from playground.views import Views
from playground.workspace import Workspace


@dataclass(frozen=True)
class Parts:
    """One running playground."""

    clock: Clock
    store: Store
    workspace: Workspace
    talk: Talk
    files: Files
    triggers: Triggers
    views: Views
    faults: Faults
    sockets: Sockets
    to_app: ToApp
    events: Events
    response_urls: ResponseUrls
    manifest: Manifest
