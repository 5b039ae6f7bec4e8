"""What a user asks → plain Entries out of the database."""
