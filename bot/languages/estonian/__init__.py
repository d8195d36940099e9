"""What is said in Estonian."""
