package baton.gateway.xmpp;

import static baton.gateway.xmpp.Xml.escaped;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What we say, as it goes over the wire. Pure.
 *
 * @param self under which full address the company writes
 */
record Stanzas(String self) {

    static final String COMPONENT = "jabber:component:accept";
    static final String RECEIPTS = "urn:xmpp:receipts";
    static final String MARKERS = "urn:xmpp:chat-markers:0";
    static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    static final String CORRECTION = "urn:xmpp:message-correct:0";
    static final String RETRACTION = "urn:xmpp:message-retract:1";
    static final String REACTIONS = "urn:xmpp:reactions:0";
    static final String DISCO_INFO = "http://jabber.org/protocol/disco#info";
    static final String PING = "urn:xmpp:ping";
    static final String FILE = "jabber:x:oob";
    static final String ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /** What clients are told that we understand. */
    private static final List<String> FEATURES =
            List.of(DISCO_INFO, PING, RECEIPTS, MARKERS, CHAT_STATES, CORRECTION, RETRACTION, REACTIONS, FILE);

    static String header(String component) {
        return "<?xml version='1.0'?><stream:stream xmlns='" + COMPONENT
                + "' xmlns:stream='http://etherx.jabber.org/streams' to='" + escaped(component) + "'>";
    }

    /** XEP-0114, section 3: SHA-1 of the stream's id and the secret. */
    static String handshake(String streamId, String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            var hash = digest.digest((streamId + secret).getBytes(StandardCharsets.UTF_8));
            return "<handshake>" + HexFormat.of().formatHex(hash) + "</handshake>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A file by its address (XEP-0066): clients that know it show the file, others the address. */
    String file(String to, String id, String address) {
        return message(to, id, address, "<x xmlns='" + FILE + "'><url>" + escaped(address) + "</url></x>");
    }

    String message(String to, String id, String text) {
        return message(to, id, text, "");
    }

    /** Other words for an earlier message (XEP-0308), always the first one; clients that do not know it show a message more. */
    String correction(String to, String id, String text, String corrected) {
        return message(to, id, text, "<replace xmlns='" + CORRECTION + "' id='" + escaped(corrected) + "'/>");
    }

    /** Asks for a receipt (XEP-0184) and for the mark that it has been displayed (XEP-0333). */
    private String message(String to, String id, String text, String more) {
        return "<message type='chat' from='" + escaped(self) + "' to='" + escaped(to) + "' id='" + escaped(id)
                + "'><body>"
                + escaped(text) + "</body>" + more + "<active xmlns='" + CHAT_STATES + "'/><request xmlns='" + RECEIPTS
                + "'/><markable xmlns='" + MARKERS + "'/><origin-id xmlns='urn:xmpp:sid:0' id='" + escaped(id)
                + "'/></message>";
    }

    /** To ourselves: the server brings it back, and with that says that it has taken everything before it. */
    String echo(String id) {
        return "<iq type='get' from='" + escaped(self) + "' to='" + escaped(self) + "' id='" + escaped(id)
                + "'><ping xmlns='" + PING + "'/></iq>";
    }

    boolean isEcho(Element stanza) {
        return stanza.name().equals("iq") && stanza.attribute("from").equals(self);
    }

    String received(String to, String id) {
        return "<message type='chat' from='" + escaped(self) + "' to='" + escaped(to) + "'><received xmlns='" + RECEIPTS
                + "' id='" + escaped(id) + "'/></message>";
    }

    /** The customer's client shows that the message has not arrived. */
    String notStored(String to, String id) {
        return "<message type='error' from='" + escaped(self) + "' to='" + escaped(to) + "' id='" + escaped(id)
                + "'><error type='wait'><resource-constraint xmlns='" + ERRORS + "'/></error></message>";
    }

    /** Whoever wants us among their contacts has us, and we are always there. Empty for what needs no answer. */
    String presence(Element asked) {
        return switch (asked.attribute("type")) {
            case "subscribe" -> presence(asked, "subscribed") + presence(asked, "");
            case "unsubscribe" -> presence(asked, "unsubscribed");
            case "probe" -> presence(asked, "");
            default -> "";
        };
    }

    private static String presence(Element asked, String type) {
        return "<presence from='" + escaped(asked.attribute("to")) + "' to='" + escaped(asked.attribute("from")) + "'"
                + (type.isEmpty() ? "" : " type='" + type + "'") + "/>";
    }

    /** Every question has an answer, be it a refusal (RFC 6120, section 8.2.3). Empty for answers. */
    static String answer(Element question) {
        var type = question.attribute("type");
        if (!type.equals("get") && !type.equals("set")) {
            return "";
        }
        if (question.has(PING, "ping")) {
            return iq(question, "result", "");
        } else if (question.has(DISCO_INFO, "query")) {
            var features = new StringBuilder();
            FEATURES.forEach(
                    feature -> features.append("<feature var='").append(feature).append("'/>"));
            return iq(
                    question,
                    "result",
                    "<query xmlns='" + DISCO_INFO + "'><identity category='client' type='bot'/>" + features
                            + "</query>");
        }
        return iq(question, "error", "<error type='cancel'><service-unavailable xmlns='" + ERRORS + "'/></error>");
    }

    private static String iq(Element question, String type, String content) {
        return "<iq type='" + type + "' from='" + escaped(question.attribute("to")) + "' to='"
                + escaped(question.attribute("from")) + "' id='" + escaped(question.attribute("id")) + "'>" + content
                + "</iq>";
    }
}
