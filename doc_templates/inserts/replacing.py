"""Pictures of a template that a document replaces: by name, by title or alternative text, or by path."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from doc_templates.faults import PictureUnfit
from doc_templates.inserts import pictures
from doc_templates.inserts.relations import media_of, relations_of
from doc_templates.word import package
from doc_templates.word.package import Part

_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWING = ("word/document", "word/header", "word/footer")
_MEDIA = "word/media/"


class Replaceable:
    """The files of a template that may be replaced, by each name that they go by."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = {part.name: part for part in parts}

    def fitted(self, given: Mapping[str, bytes]) -> Iterator[Part]:
        """Yield the replaced files, or raise ``PictureUnfit`` for a name that the template does not have."""
        for name, data in given.items():
            files = self._files.get(name)
            if not files:
                raise PictureUnfit(
                    f"Mẫu không có hình tên “{name}”.",
                    remedy="đặt tên đó cho hình trong Word: chuột phải vào hình > View Alt Text.",
                )
            for file in files:
                yield Part(file, pictures.fitting(data, file=file, name=name))

    @cached_property
    def _files(self) -> dict[str, set[str]]:
        found = {name: {name} for name in self._parts if name.startswith(_MEDIA)}
        for part in self._parts.values():
            if part.name.startswith(_SHOWING) and part.name.endswith(".xml"):
                for name, file in self._shown(part):
                    found.setdefault(name, set()).add(file)
        return found

    def _shown(self, part: Part) -> Iterator[tuple[str, str]]:
        media = media_of(self._parts.get(relations_of(part.name)))
        for picture in package.root_of(part).iter(f"{_PIC}pic"):
            properties = picture.find(f"{_PIC}nvPicPr/{_PIC}cNvPr")
            blip = picture.find(f"{_PIC}blipFill/{_A}blip")
            file = media.get(blip.get(f"{_R}embed", "")) if blip is not None else None
            if properties is None or file is None:
                continue
            for attribute in ("name", "title", "descr"):
                if properties.get(attribute):
                    yield properties.get(attribute), file
