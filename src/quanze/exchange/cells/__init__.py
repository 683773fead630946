"""What the cells of one row say: an item of the model, and nothing lost on the way."""
