"""What the reader asked: from typed text and parameters to one plan."""
