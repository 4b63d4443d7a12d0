"""What is a member's own: taken along as a file, or taken away for good."""
