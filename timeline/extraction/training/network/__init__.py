"""Annotated documents → the network of the sentence reader: batches, learning by Adam, and its whole numbers."""
