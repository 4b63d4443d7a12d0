"""What follows from what members do: whom they may know, and how alike their tastes are."""
