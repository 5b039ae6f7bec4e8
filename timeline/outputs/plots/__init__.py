"""Rows → pictures as SVG, one module a picture; and SVG → PNG."""
