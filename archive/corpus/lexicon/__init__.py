"""Which words mean the same in the two languages of an archive, known and learned from it."""
