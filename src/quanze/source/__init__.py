"""Source reader: the bytes of a file to a Document of text, with a span for every path (SCH001–SCH014)."""

from quanze.source.document import Comment, Document
from quanze.source.opening import read
from quanze.source.problem import DEFAULT_LIMITS, Limits, Problem, Tree
from quanze.source.reading import Reading, parse

__all__ = ["DEFAULT_LIMITS", "Comment", "Document", "Limits", "Problem", "Reading", "Tree", "parse", "read"]
