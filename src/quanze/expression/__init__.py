"""Expressions and message templates of declarative rules."""
