"""Entries → bytes in a fixed form, one module a format."""
