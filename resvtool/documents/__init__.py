"""What is generated from the rules."""
