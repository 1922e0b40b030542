"""What other programs are given, read back by programs that are not of this project."""
