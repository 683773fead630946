"""What a sheet says: which column is which field, which rows are items."""
