r"""Who suggests: spaCy and our components on top of it, at work in a process of their own.

From a script, without a project or a window, everything a schema asks for::

    from annotator.nlp import pipeline
    from annotator.nlp.knowledge import Knowledge
    from annotator.nlp.reader import Reader
    from annotator.nlp.rules import Job, rules_of

    knowledge = Knowledge.in_text(text_of_a_schema_file)
    reader = Reader("", rules_of(knowledge.schema), knowledge)   # "": the best one installed
    (result,) = reader.read([Job(1, "Iran threatened to attack Iraq on Monday.")])
    result.suggestions, result.events              # stretches with values; whole events

or the parts alone, on any spaCy pipeline: ``import annotator.nlp.components`` registers the
factories, to be added in this order behind the pipeline's own (``annotator_line_breaks`` before
its parser)::

    nlp = spacy.load("en_core_web_md")
    nlp.add_pipe("annotator_line_breaks", first=True)
    for name in ("annotator_entities", "annotator_triggers", "annotator_dates",
                 "annotator_places", "annotator_actors", "annotator_actions", "annotator_events"):
        nlp.add_pipe(name)                         # those of actors, actions and events take
    doc = nlp(text)                                # config={"schema": its name}
    doc.spans["annotator_actors"], doc.user_data["annotator_actors"]   # spans, and codes beside

The last three need syntax for most of what they do; names, places and dates are found without it.

The program itself never imports spaCy into the process of its window: ``supervisor`` and ``jobs``
keep workers (``worker``) at work and hand back plain values.
"""
