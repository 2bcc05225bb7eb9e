"""Tests of the local stack: real servers, real attacks, real kills."""
