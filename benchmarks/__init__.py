"""The measured comparisons: each module is a command that prints ratios against a named peer or floor."""
