"""The demo shop window: a cast of people, a catalogue of goods and the pictures of both."""
