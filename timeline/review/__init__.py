"""Proposals in, decisions out: storing, duplicates, the queue, edits; what machine and person say kept apart."""
