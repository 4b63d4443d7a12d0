"""Who has, had or wants a product; no money moves here."""
