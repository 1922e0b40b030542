"""Days in English: a table of rules, the pieces of their patterns, and what they make of matches."""
