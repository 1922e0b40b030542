"""What did the reader ask, and what do we show? Knows nothing of HTTP."""
