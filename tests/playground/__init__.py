"""The little Slack itself."""
