"""Names and what they mean: actors, weapons, treaties, offices, event types; which name means what, on which date."""
