"""From files to a result: phases, facts, references, gates, selection. Knows no terminal."""
