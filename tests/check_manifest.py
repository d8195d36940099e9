"""`python -m tests.check_manifest SCHEMA`: holds manifest.yml, and the same for HTTP, against Slack's own JSON schema, wherever
that lies."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from bot.manifest import over_http

ADDRESS = "https://kept.example.com/slack/events"
MANIFEST = Path(__file__).parents[1] / "manifest.yml"


def main(arguments: Sequence[str]) -> int:
    """Prints what the schema objects to; returns how many objections there are."""
    if len(arguments) != 1:
        print("Say where Slack's schema of manifests lies: make manifest-schema SCHEMA=file")
        return 2
    try:
        schema = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, ValueError) as unread:
        print(f"{arguments[0]} is no JSON schema that can be read: {unread}.")
        return 2
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    validator = validator_for(schema, default=Draft202012Validator)(schema)
    told = 0
    for name, each in (("manifest.yml", manifest), ("over HTTP", over_http(manifest, ADDRESS))):
        objections = sorted(validator.iter_errors(each), key=lambda error: list(error.path))
        for error in objections:
            print(f"{'/'.join(map(str, error.path)) or 'manifest'}: {error.message}")
        print(f"{name}: {len(objections)} objections.")
        told += len(objections)
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
