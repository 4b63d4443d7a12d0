"""Products, the shops' pages that offer them, and the clips members make of those."""
