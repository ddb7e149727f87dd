package baton.gateway.xmpp;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.journal.v1.Content;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What {@code <message/>} stanzas mean. */
final class XmppFormat {

    private static final String SIDS = "urn:xmpp:sid:0";
    private static final String NICK = "http://jabber.org/protocol/nick";
    private static final String REPLY = "urn:xmpp:reply:0";

    /** OMEMO and OpenPGP; the text beside it only says that it is encrypted. */
    private static final Set<String> ENCRYPTIONS = Set.of(
            "eu.siacs.conversations.axolotl",
            "urn:xmpp:omemo:1",
            "urn:xmpp:omemo:2",
            "urn:xmpp:openpgp:0",
            "jabber:x:encrypted");

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp");

    private static final Set<String> NOBODY_THERE = Set.of(
            "item-not-found",
            "service-unavailable",
            "remote-server-not-found",
            "recipient-unavailable",
            "gone",
            "jid-malformed");
    private static final Set<String> UNWANTED =
            Set.of("forbidden", "not-allowed", "not-acceptable", "policy-violation");

    private XmppFormat() {}

    /** The address without the device, as it is the same on every device. */
    static String bare(String jid) {
        var slash = jid.indexOf('/');
        return (slash < 0 ? jid : jid.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    static boolean isTyping(Element message) {
        return message.has(Stanzas.CHAT_STATES, "composing");
    }

    static Happening in(String tenant, Element message) {
        var type = message.attribute("type");
        if (type.equals("groupchat") || type.equals("headline")) {
            return new Skipped(type);
        }
        return receipt(tenant, message)
                .or(() -> written(tenant, message))
                .orElseGet(() -> new Skipped(isTyping(message) ? "typing" : "other"));
    }

    private static Optional<Happening> receipt(String tenant, Element message) {
        var read = message.child(Stanzas.MARKERS, "displayed");
        return read.or(() -> message.child(Stanzas.RECEIPTS, "received"))
                .or(() -> message.child(Stanzas.MARKERS, "received"))
                .map(about -> new Told(receipt(tenant, message, about.attribute("id"))
                        .setState(read.isPresent() ? "read" : "delivered")
                        .build()));
    }

    /** A message of ours that came back after the server had taken it. */
    static Happening returned(String tenant, Element error) {
        return new Told(receipt(tenant, error, error.attribute("id"))
                .setState("failed")
                .setCode(code(error))
                .setDetail(condition(error))
                .build());
    }

    private static ProviderReceipt.Builder receipt(String tenant, Element message, String id) {
        return ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(XmppGateway.CHANNEL)
                .setAddress(bare(message.attribute("from")))
                .setProviderId(id);
    }

    private static Optional<Happening> written(String tenant, Element message) {
        var content = content(message);
        var text = text(message, content);
        if (text.isBlank() && content.getKind().isEmpty()) {
            return Optional.empty();
        }
        var inbound = InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(XmppGateway.CHANNEL)
                .setAddress(bare(message.attribute("from")))
                .setMessageId(Ids.fitting(id(message)))
                .setText(text)
                .setName(message.child(NICK, "nick").map(Element::text).orElse(""));
        if (!content.equals(Content.getDefaultInstance())) {
            inbound.setContent(content);
        }
        return Optional.of(new Wrote(inbound.build()));
    }

    /** The client's own id survives every server; a message that has none at all is never told again. */
    private static String id(Element message) {
        return message.child(SIDS, "origin-id")
                .map(sid -> sid.attribute("id"))
                .filter(id -> !id.isEmpty())
                .or(() -> Optional.of(message.attribute("id")).filter(id -> !id.isEmpty()))
                .or(() -> message.child(SIDS, "stanza-id")
                        .map(sid -> sid.attribute("id"))
                        .filter(id -> !id.isEmpty()))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static Content content(Element message) {
        var content = Content.newBuilder();
        for (var child : message.children()) {
            if (child.is(Stanzas.RETRACTION, "retract")) {
                return content.setKind("deletion").setAbout(about(child)).build();
            } else if (child.is(Stanzas.REACTIONS, "reactions")) {
                return content.setKind("reaction").setAbout(about(child)).build();
            } else if (ENCRYPTIONS.contains(child.namespace())) {
                return content.setKind("unsupported").setName("encrypted").build();
            } else if (child.is(Stanzas.CORRECTION, "replace")) {
                content.setKind("edit").setAbout(about(child));
            } else if (child.is(REPLY, "reply")) {
                content.setAbout(about(child));
            } else if (child.is(Stanzas.FILE, "x")) {
                file(child.textOf("url"), content);
            }
        }
        return content.build();
    }

    /** What has another scheme ({@code aesgcm:}) is encrypted, and nobody here has the key. */
    private static void file(String url, Content.Builder content) {
        var name = fileName(url);
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        content.setKind(PICTURES.contains(ending) ? "image" : "file").setName(name);
        if (url.matches("https?://.{1,2000}")) {
            content.setReference(url);
        }
    }

    private static String about(Element child) {
        return Ids.fitting(child.attribute("id"));
    }

    private static String fileName(String url) {
        var path = url.split("[?#]", 2)[0];
        var name = path.substring(path.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return name;
        }
    }

    private static String text(Element message, Content content) {
        return switch (content.getKind()) {
            case "reaction" ->
                message.child(Stanzas.REACTIONS, "reactions").stream()
                        .flatMap(reactions -> reactions.children().stream())
                        .map(Element::text)
                        .collect(Collectors.joining(" "));
            case "deletion", "unsupported" -> "";
            case "file", "image" -> beside(message, content);
            default -> message.textOf("body");
        };
    }

    /** What is said with a file. Clients say its address for those that know no files: of use only if it cannot be fetched. */
    private static String beside(Element message, Content content) {
        var url = message.child(Stanzas.FILE, "x").map(x -> x.textOf("url")).orElse("");
        var text = message.textOf("body");
        if (content.getReference().isEmpty()) {
            return text.isBlank() ? url : text;
        }
        return text.strip().equals(url) ? "" : text;
    }

    /** The same for the same message, so that a client which gets it twice can tell. */
    static String idOf(OutboundMessage message) {
        return Ids.fitting(message.getEpisodeId() + "-" + message.getNumber());
    }

    /** What an error means that came back before the server had said that it took the message. */
    static Delivery delivery(Element error) {
        var kind = error.child(Stanzas.COMPONENT, "error")
                .map(e -> e.attribute("type"))
                .orElse("");
        return kind.equals("wait")
                ? Deliveries.later("provider-away", Duration.ZERO)
                : Deliveries.failed(code(error), condition(error));
    }

    private static String code(Element error) {
        var condition = condition(error);
        if (NOBODY_THERE.contains(condition)) {
            return "no-such-customer";
        }
        return UNWANTED.contains(condition) ? "blocked" : "refused";
    }

    private static String condition(Element error) {
        return error.child(Stanzas.COMPONENT, "error").stream()
                .flatMap(e -> e.children().stream())
                .filter(child -> child.namespace().equals(Stanzas.ERRORS)
                        && !child.name().equals("text"))
                .map(Element::name)
                .findFirst()
                .orElse("");
    }
}
