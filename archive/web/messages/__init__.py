"""The English of every page and message, one file a subject, and how it is said in a language."""
