"""A shop's page in, facts about a product out; no database, no network."""
