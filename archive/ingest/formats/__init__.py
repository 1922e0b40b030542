"""One small reader for each format: bytes to what they say of each article."""
