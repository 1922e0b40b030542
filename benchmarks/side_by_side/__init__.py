"""What `benchmarks.peers` is made of: articles analysed beforehand, questions, and engines."""
