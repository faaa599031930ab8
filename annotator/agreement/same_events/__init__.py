"""Did they see the same events: those of several coders of one article matched and grouped."""
