"""Taggers behind one signature: documents in, annotations out, in the same order."""

from collections.abc import Callable, Iterable, Iterator

from reportedly.records import Annotation, Document

Tagger = Callable[[Iterable[Document]], Iterator[Annotation]]
