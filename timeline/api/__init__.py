"""Python programs → the questions and decisions of the command line, with values instead of printed lines."""
