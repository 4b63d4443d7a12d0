"""Parts of the house with a cure taken out, so that a drill can show that it would notice."""
