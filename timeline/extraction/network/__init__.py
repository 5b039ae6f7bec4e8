"""The sentence reader: a small network that reads sentences beside the linear models, in whole numbers."""
