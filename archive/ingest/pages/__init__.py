"""What readers of web pages share: blocks of text, the article among them, what pages say of it."""
