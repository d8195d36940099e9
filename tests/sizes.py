"""How many examples a property is tried with."""

import os

# The full size is `make chaos`.
TIMES = int(os.environ.get("KEPT_EXAMPLES", "1"))


def examples(count: int) -> int:
    """So many, or as many times that as the full size says."""
    return count * TIMES
