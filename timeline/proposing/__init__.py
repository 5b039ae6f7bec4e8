"""A Reading → requests to a language model, and its replies → only the events that the stored text proves."""
