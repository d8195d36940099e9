"""A small Slack on localhost: Web API, Socket Mode and a page; it knows nothing of the app it serves."""

from playground.clock import Clock
from playground.server import Slack

__all__ = ["Clock", "Slack"]
