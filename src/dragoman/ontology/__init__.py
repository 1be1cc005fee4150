"""The event types of the domain, as data: what each is called, who takes part, what it changes."""

from dragoman.ontology.types import EventType, Ontology, load_ontology

__all__ = ["EventType", "Ontology", "load_ontology"]
