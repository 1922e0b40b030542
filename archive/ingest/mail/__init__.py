"""What EML and mbox share: headers, texts and parts of a message."""
