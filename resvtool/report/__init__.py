"""Report writers: one module per output format, each from an Assessment."""
