"""Dutch text: words and their forms, terms and concepts, and what a sentence really claims."""
