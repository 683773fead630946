"""The Python checks, one module a family or a part of one. A rule file names its check: `代码实现`."""
