"""Real processes, killed every second, and a Slack that lies."""
