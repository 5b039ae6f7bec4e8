"""Source files → Documents or the rows of our own CSV, one module a format."""
