"""How far coders agree: pure functions, numbers in, numbers out, each with its formula's source.

``ratings`` holds who gave which value to which unit, ``distances`` how far two values are apart,
``alpha`` and ``kappas`` the coefficients, ``by_code`` those of one code, ``bootstrap`` their
intervals, ``cases`` the check against reference values. A figure that cannot be computed is
undefined and says why; it is never 1, 0 or NaN.

Whether coders saw the same events: ``identity`` says what makes an event this one, ``matching``
pairs those of two coders, ``grouping`` joins the pairs of several, ``events`` gives the figures::

    article = Article.of("12", {"ann": [CodedEvent(...), ...], "bob": [...]})
    found = ArticleMatching(article, Identity(schema.identifying, ("source", "target")))
    group(article, found.matches(leaving_out="action"))     # one event each, coder -> event

Whether they marked the same text: ``spans`` one by one, ``unitizing`` character by character;
``unit_intervals`` has the intervals of the latter. ``anonymous`` reads double codings that are
lists of words.
"""

import os

# Products of matrices here are small; more than one thread for each takes longer than one wherever
# anything else runs, and a window beside has to wait for them. It counts where numpy comes later.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
