"""Requests to a language model → its replies, over the network where the user set one up, or through batch files."""
