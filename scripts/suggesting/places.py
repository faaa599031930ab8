DEFINITIONS: dict[str, str] = {}


def measure(path, nlp):
    return {}
