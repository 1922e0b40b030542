"""The Whoosh engine: Whoosh's schema, segments, table of contents and stored fields, with postings
kept as arrays. Whoosh is named in this folder only."""
