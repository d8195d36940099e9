"""How fast, as ratios."""
