"""Pictures drawn by code: products and faces."""
