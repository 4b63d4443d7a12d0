"""For those who run the site: members, settings, the worker's dead letters, the audit log."""
