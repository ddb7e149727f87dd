package baton.gateway.xmpp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a stream stanza by stanza. What XMPP forbids (RFC 6120, section 11.1: document types, comments, processing instructions, entities beyond
 * the five) and what is too deep or too large ends the stream.
 */
final class StanzaReader {

    private static final int DEEPEST = 30;
    private static final int MOST_ATTRIBUTES = 50;

    private final Bounded in;
    private final XMLStreamReader xml;

    StanzaReader(InputStream in, int mostBytes) throws XMLStreamException {
        this.in = new Bounded(in, mostBytes);
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        this.xml = factory.createXMLStreamReader(this.in, "UTF-8");
    }

    /** The attributes of the stream itself. */
    Map<String, String> open() throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            allow(xml.getEventType());
        }
        return attributes();
    }

    /** Empty when the other side has ended the stream. */
    Optional<Element> next() throws XMLStreamException {
        while (xml.hasNext()) {
            var event = xml.next();
            allow(event);
            if (event == XMLStreamConstants.END_ELEMENT) {
                return Optional.empty();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                var element = element(1);
                in.begin();
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private Element element(int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("deeper than " + DEEPEST);
        }
        var namespace = Optional.ofNullable(xml.getNamespaceURI()).orElse("");
        var name = xml.getLocalName();
        var attributes = attributes();
        List<Element> children = new ArrayList<>();
        var text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            allow(xml.getEventType());
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else {
                text.append(xml.getText());
            }
        }
        return new Element(namespace, name, attributes, List.copyOf(children), text.toString());
    }

    private Map<String, String> attributes() throws XMLStreamException {
        if (xml.getAttributeCount() > MOST_ATTRIBUTES) {
            throw new XMLStreamException("more than " + MOST_ATTRIBUTES + " attributes");
        }
        var attributes = new HashMap<String, String>();
        for (var i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        return Map.copyOf(attributes);
    }

    private static void allow(int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_DOCUMENT,
                    XMLStreamConstants.START_ELEMENT,
                    XMLStreamConstants.END_ELEMENT,
                    XMLStreamConstants.END_DOCUMENT,
                    XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE -> {}
            default -> throw new XMLStreamException("what XMPP forbids: XML event " + event);
        }
    }

    /** Ends when a single stanza is longer than it may be, so that nobody can fill the memory. */
    private static final class Bounded extends FilterInputStream {

        private final int most;
        private int read;

        private Bounded(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        private void begin() {
            read = 0;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var got = super.read(bytes, from, length);
            count(got);
            return got;
        }

        private void count(int got) throws IOException {
            read += Math.max(0, got);
            if (read > most) {
                throw new IOException("a stanza of more than " + most + " bytes");
            }
        }
    }
}
