"""What leaves the house: cards, pictures of cards, feeds, maps for machines, and the share panel.

Everything is what a stranger may meet (`Kind.listed` for `Viewer()`), whoever asks.
"""
