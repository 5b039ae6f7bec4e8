"""Treaty positions and obligations: what bound whom on a date, as pure functions over facts; no database, no clock."""
