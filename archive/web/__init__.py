"""How does the archive look over HTTP? Pages, the JSON API, and who may ask what."""
