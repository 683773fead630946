"""The data model: every field of the list by its Chinese key (design: model.md). No I/O."""
