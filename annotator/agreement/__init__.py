"""How far coders agree: pure functions, numbers in, numbers out, each with its formula's source.

``ratings`` holds who gave which value to which unit, ``distances`` how far two values are apart,
``alpha`` and ``kappas`` the coefficients, ``by_code`` those of one code, ``bootstrap`` their
intervals, ``cases`` the check against reference values. A figure that cannot be computed is
undefined and says why; it is never 1, 0 or NaN.
"""
