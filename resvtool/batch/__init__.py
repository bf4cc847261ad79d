"""Many plans at once: found, checked side by side under limits, written per plan, and put in one overview."""
