"""三定规定 in, department files out."""
