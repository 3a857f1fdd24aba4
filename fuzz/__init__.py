"""Random documents, messages and configurations, and the laws that hold for all of them.

`python -m fuzz SECONDS` makes inputs until the time is over and says which law was broken by which; what
breaks one is made as small as it gets and kept in `fuzz/cases/`, where a test runs it again. Not part of the
package that is installed. What is promised, and the figures of a run: `docs/reliability.md`.
"""
