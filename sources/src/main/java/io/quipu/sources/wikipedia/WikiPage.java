package io.quipu.sources.wikipedia;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One {@code page} element. Of several revisions the last is meant.
 *
 * @param namespace -1 if not stated
 * @param redirect whether the dump marks it as one
 */
record WikiPage(
    String id,
    String title,
    int namespace,
    boolean redirect,
    String revision,
    @Nullable String time,
    String model,
    String text) {

  private static final XMLInputFactory XML = hardened();

  // No DTD, so no entity but the five of XML; JDK's own limits count those five too, and are
  // lifted.
  private static XMLInputFactory hardened() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty("http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit", "0");
    factory.setProperty("http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit", "0");
    return factory;
  }

  /**
   * @throws XMLStreamException if it is not well-formed
   */
  static WikiPage parse(byte[] bytes, int from, int to) throws XMLStreamException {
    XMLStreamReader xml =
        XML.createXMLStreamReader(new ByteArrayInputStream(bytes, from, to - from), "UTF-8");
    try {
      return parse(xml);
    } finally {
      xml.close();
    }
  }

  private static WikiPage parse(XMLStreamReader xml) throws XMLStreamException {
    String id = "";
    String title = "";
    int namespace = -1;
    boolean redirect = false;
    String revision = "";
    String time = null;
    String model = "wikitext";
    StringBuilder text = new StringBuilder();
    int depth = 0;
    boolean inRevision = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
        inRevision = inRevision && depth >= 2;
        continue;
      }
      if (event == XMLStreamConstants.ENTITY_REFERENCE || event == XMLStreamConstants.DTD) {
        throw new XMLStreamException("undeclared entity or DTD");
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      depth++;
      String name = xml.getLocalName();
      if (depth == 2 && name.equals("revision")) {
        inRevision = true;
        text.setLength(0);
      } else if (depth == 2 && name.equals("redirect")) {
        redirect = true;
      } else if (depth == 2 && (name.equals("id") || name.equals("title") || name.equals("ns"))) {
        String value = xml.getElementText().strip();
        depth--;
        switch (name) {
          case "id" -> id = value;
          case "title" -> title = value;
          default -> namespace = number(value);
        }
      } else if (depth == 3 && inRevision) {
        switch (name) {
          case "id" -> revision = xml.getElementText().strip();
          case "timestamp" -> time = xml.getElementText().strip();
          case "model" -> model = xml.getElementText().strip();
          case "text" -> text.append(xml.getElementText());
          default -> depth++;
        }
        depth--;
      }
    }
    return new WikiPage(id, title, namespace, redirect, revision, time, model, text.toString());
  }

  private static int number(String value) throws XMLStreamException {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new XMLStreamException("namespace is no number");
    }
  }
}
