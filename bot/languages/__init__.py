"""What differs from language to language, one folder each."""
