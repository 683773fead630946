"""The law table: facts about laws (never their text) that citations are judged by."""
