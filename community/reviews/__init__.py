"""What members say of things they had in their hands, what others ask them, and shops' answers."""
