"""What is inside a DOCX file."""
