"""What is asked apart from the flow of coding; each by a class method that tests replace."""
