"""Plain dataclasses that every stage passes along: documents, passages, claims, proposed events."""
