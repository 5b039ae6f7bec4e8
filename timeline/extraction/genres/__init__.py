"""A Reading → the Form of its genre: the parsers of documents that say things by their form, not by their sentences."""

from timeline.extraction.genres.registry import GENRES, form_of

__all__ = ["GENRES", "form_of"]
