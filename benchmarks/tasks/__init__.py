"""Tasks of a journalist, done on the real page, and what each costs in keys, clicks and pages."""
