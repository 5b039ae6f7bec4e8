"""How often an event so rated was right → a confidence and its lane; the thresholds stand here and nowhere else."""

AUTO = 0.62
REVIEW = 0.28


def confidence(probability: float) -> float:
    """A confidence between 0 and 1, to two places."""
    return round(probability, 2)


def lane(confidence: float) -> str:
    """auto is shown at once, review waits in the queue, archive is kept with its document."""
    return "auto" if confidence >= AUTO else "review" if confidence >= REVIEW else "archive"
