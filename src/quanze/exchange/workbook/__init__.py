"""What a file holds, by its bytes: spreadsheets and delimited text, read as sheets of text."""
