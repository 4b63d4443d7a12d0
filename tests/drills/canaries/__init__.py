"""What the drill `leaks` is made of: who there is, what is planted, and how it is looked for."""
