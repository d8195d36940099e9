"""`python -m playground check-blocks FILE`: which payloads Slack would accept, and why not the others."""

import json
from pathlib import Path

from playground.limits import problems_of_blocks, problems_of_view
from playground.manifest_rules import problems_of_manifest


def problems_of(surface: str, payload: object) -> list[str]:
    """Everything Slack would refuse in a payload: a message (or its blocks), a view, or a manifest."""
    if surface == "manifest":
        return problems_of_manifest(payload)
    if surface in ("modal", "home"):
        return problems_of_view(payload)
    blocks = payload.get("blocks", []) if isinstance(payload, dict) else payload
    return problems_of_blocks(blocks)


def check_file(path: Path) -> tuple[list[str], int, int]:
    """Check a JSON list of {"id", "surface", "payload"}: (a line for each, how many accepted, how many refused)."""
    lines, accepted = [], 0
    entries = json.loads(path.read_text(encoding="utf-8"))
    for entry in entries:
        problems = problems_of(entry["surface"], entry["payload"])
        accepted += not problems
        lines.append(f"{entry['id']}: {'refused: ' + '; '.join(problems) if problems else 'accepted'}")
    return lines, accepted, len(entries) - accepted
