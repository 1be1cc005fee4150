"""The event types of the domain, as data: what each is called, who takes part, what it changes."""

from dragoman.ontology.types import OWN, EventType, Ontology, is_own, load_ontology

__all__ = ["OWN", "EventType", "Ontology", "is_own", "load_ontology"]
