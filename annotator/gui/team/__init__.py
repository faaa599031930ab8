"""What whoever leads a team sees: articles given out, packets, merging, agreement, adjudication."""
