"""Ask before you buy: polls, options, votes."""
