"""Who is named? The authority file, and where an article names its entities."""
