"""Training a model on annotated text; needs the extra `train`."""
