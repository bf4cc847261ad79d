"""Where things stand: the sections of a plan, its passages with their context, its building blocks."""
