"""What a newsroom's assistant may ask: tools of the Model Context Protocol."""
