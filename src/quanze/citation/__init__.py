"""The grammar of Chinese legal citations (design: citation.md). Pure: text in, records out."""
