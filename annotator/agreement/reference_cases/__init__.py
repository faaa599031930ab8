"""Our figures against reference values, in whichever form their data were written down."""
