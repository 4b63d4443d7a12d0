"""Collections: things from any shop, pictures and notes, gathered by one or several members."""
