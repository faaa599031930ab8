"""Did they mark the same text: spans compared, and alphas for cutting a text into units."""
