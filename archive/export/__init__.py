"""How an answer is written for other programs."""
