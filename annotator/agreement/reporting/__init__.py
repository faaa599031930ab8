"""A report on what a team coded: every figure, by part and field and code, and what it rests on."""
