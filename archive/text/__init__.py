"""Where are the words? Folding, tokens, positions, marks and snippets. Pure functions."""
