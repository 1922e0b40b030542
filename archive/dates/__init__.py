"""When? The days that a text mentions."""
