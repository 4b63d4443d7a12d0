"""Who follows whom, circles, blocks, share links: and from these, who may see what."""
