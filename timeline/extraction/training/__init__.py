"""Annotated documents → weights.json: one deterministic command, `python -m timeline.extraction.training FOLDER`."""
