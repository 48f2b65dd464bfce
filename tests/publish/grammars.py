"""What do RFC 4287 and JSON Feed 1.1 ask of a feed, as grammars that a machine reads?

Written anew from the texts (sections 3 and 4 of https://www.rfc-editor.org/rfc/rfc4287 and
https://www.jsonfeed.org/version/1.1/), for what we write, and stricter: no element or field that
we do not mean to write passes.
"""

from typing import Final

ATOM: Final = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed">
  <attribute name="xml:lang"><data type="language"/></attribute>
  <interleave>
    <ref name="id"/> <ref name="title"/> <ref name="updated"/>
    <optional><element name="category">
      <attribute name="scheme"><data type="anyURI"/></attribute>
      <attribute name="term"><ref name="words"/></attribute>
    </element></optional>
    <optional><element name="subtitle"><ref name="words"/></element></optional>
    <optional><element name="rights"><ref name="words"/></element></optional>
    <element name="author"><element name="name"><ref name="words"/></element></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <zeroOrMore><element name="entry"><interleave>
      <ref name="id"/> <ref name="title"/> <ref name="updated"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <oneOrMore><element name="category">
        <attribute name="term"><ref name="words"/></attribute>
        <optional><attribute name="label"><ref name="words"/></attribute></optional>
      </element></oneOrMore>
      <element name="content">
        <attribute name="type"><value>text</value></attribute><ref name="words"/>
      </element>
    </interleave></element></zeroOrMore>
  </interleave>
</element></start>
<define name="id"><element name="id"><ref name="absolute"/></element></define>
<define name="title"><element name="title"><ref name="words"/></element></define>
<define name="updated"><element name="updated"><data type="dateTime">
  <param name="pattern">.*(Z|[+\\-]\\d\\d:\\d\\d)</param>
</data></element></define>
<define name="link"><element name="link">
  <attribute name="href"><data type="anyURI"><param name="minLength">1</param></data></attribute>
  <attribute name="rel"><choice>
    <value>self</value><value>alternate</value><value>related</value>
  </choice></attribute>
  <optional><attribute name="type">
    <data type="string"><param name="pattern">.+/.+</param></data>
  </attribute></optional>
</element></define>
<define name="absolute"><data type="anyURI">
  <param name="pattern">[a-zA-Z][a-zA-Z0-9+\\-.]*:.+</param>
</data></define>
<define name="words"><data type="string">
  <param name="pattern">[\\s\\S]*\\S[\\s\\S]*</param>
</data></define>
</grammar>
"""

_WORDS: Final = {"type": "string", "pattern": r"\S"}
_TIME: Final = {"type": "string", "format": "date-time"}
_ADDRESS: Final = {"type": "string", "format": "uri-reference", "minLength": 1}
JSON_FEED: Final = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": _WORDS,
        "description": _WORDS,
        "user_comment": _WORDS,
        "home_page_url": _ADDRESS,
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string", "pattern": "^[a-z]{2}$"},
        # An extension of ours, too.
        "_seal": {
            "type": "object",
            "required": ["newest"],
            "additionalProperties": False,
            "properties": {"newest": _WORDS},
        },
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": _WORDS},
            },
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "pattern": "^tag:"},
                    "url": _ADDRESS,
                    "external_url": {"type": "string", "format": "uri"},
                    "title": _WORDS,
                    "content_text": _WORDS,
                    "date_modified": _TIME,
                    "tags": {"type": "array", "items": _WORDS},
                    # An extension of ours: the format lets names with an underscore in.
                    "_machine": {
                        "type": "object",
                        "required": ["translated", "label"],
                        "additionalProperties": False,
                        "properties": {"translated": {"type": "boolean"}, "label": _WORDS},
                    },
                },
            },
        },
    },
}
