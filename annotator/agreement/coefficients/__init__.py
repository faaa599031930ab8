"""Coefficients of reliability data: alpha, kappas, the distances they weigh, how sure they are."""
