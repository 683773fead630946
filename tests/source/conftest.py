"""How long a random text takes to be read says nothing on a shared machine: no deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("source", deadline=None)
settings.load_profile("source")
