"""Arms-policy documents → a dated, sourced, checkable timeline of who decided what about which weapon."""

__version__ = "0.1.0"
