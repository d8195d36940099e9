"""What people and the clock do: gestures in, views out, the way to Slack."""
