"""The user's own database → what cannot be right in it: contradictions, each with its events and passages."""
