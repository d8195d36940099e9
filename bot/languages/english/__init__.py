"""English: how people say dates."""
