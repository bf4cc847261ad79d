"""Turns plans in Markdown into the kinds of files that plans come in."""
