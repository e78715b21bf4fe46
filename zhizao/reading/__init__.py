"""From bytes to articles: decode, recognise the format, take the furniture off, tell the stories apart."""
