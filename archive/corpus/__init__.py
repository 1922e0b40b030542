"""What articles say only together."""
