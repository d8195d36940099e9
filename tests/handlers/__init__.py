"""Conversations over the wire."""
