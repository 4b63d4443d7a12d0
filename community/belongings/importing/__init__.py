"""An archive of another Posy, or of this one, is brought in: believed in nothing, made once."""
