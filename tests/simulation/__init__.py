"""The sender, its claims and a Slack that lies, on a clock of their own."""
