"""What did the newsroom's files say? One reader per format; sources as a stream of articles."""
