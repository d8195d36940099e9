"""Storage on both real databases."""
