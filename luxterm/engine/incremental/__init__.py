"""Checking while somebody writes: what `check` finds, by judging again only what a change reaches."""
