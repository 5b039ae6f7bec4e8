"""Proposals in, decisions out: storing, duplicates, the queue, edits; the machine's and the person's version both kept."""
