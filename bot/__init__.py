"""What is true and allowed: rules, words and decisions, without Slack, session, clock or environment."""
