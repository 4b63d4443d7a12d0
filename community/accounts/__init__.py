"""Who signs in (Account), who acts (Profile), and the sessions between them."""
