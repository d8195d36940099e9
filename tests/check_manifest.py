"""`python -m tests.check_manifest SCHEMA`: holds manifest.yml against Slack's own JSON schema, wherever that lies."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

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
    objections = sorted(validator.iter_errors(manifest), key=lambda error: list(error.path))
    for error in objections:
        print(f"{'/'.join(map(str, error.path)) or 'manifest'}: {error.message}")
    print(f"manifest.yml: {len(objections)} objections.")
    return len(objections)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
