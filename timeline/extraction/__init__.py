"""A Document → proposed events: sentences, mentions, predicates, candidates, decisions, events with claims."""
