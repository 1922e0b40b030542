"""How does a new generation come to be? Reading, recognising, analysing, verifying, publishing."""
