"""What a rule is made of: the kinds of checks, forms, facts of an item, what a check may know."""
