"""Who says what in an article: by rules, over its text and the names in it."""
