"""XML from outside, parsed without entities, network, DTD or unlimited depth."""

from __future__ import annotations

from lxml import etree

from stadspoort.engines.documents.errors import DamagedDocxError


def parse(content: bytes) -> etree._Element:
    """Return the root element.

    Raises:
        DamagedDocxError: If it is not well formed, goes too deep, or declares a document type:
            the Office formats forbid one, and entities hide in it.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocxError(reason="wrong XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedDocxError(reason="document type declared")
    return root


def local_name(element: etree._Element) -> str:
    """Return the name of `element` without its namespace."""
    name: str = element.tag.rpartition("}")[2]
    return name


def attribute(element: etree._Element, name: str) -> str:
    """Return the attribute with this name in whatever namespace; "" when it is not there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
