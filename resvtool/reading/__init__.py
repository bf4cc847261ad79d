"""Word and PDF readers: each makes a Document."""
