package baton.gateway.sms;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Json;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.messenger.Signatures;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.journal.v1.Content;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Webhooks and requests of Twilio's Messaging API (2010-04-01), which several providers have copied. Pure. */
final class TwilioFormat {

    private static final int MOST_FIELDS = 200;
    private static final int MOST_FILES = 10;
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);
    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(1);

    /** Twilio tells once only what it is not asked to tell again; this is the most that can be asked for. */
    private static final String AGAIN = "#rc=5&rp=all";

    /** 21610: the customer has said STOP; 30004: blocked by the receiver. */
    private static final Set<String> UNWANTED = Set.of("21610", "30004");

    /** Not a number, not a mobile one, not reachable, unknown. */
    private static final Set<String> NOBODY = Set.of("21211", "21612", "21614", "30003", "30005", "30006");

    private TwilioFormat() {}

    /** The fields of a form, by name. Of two with one name the last counts. */
    static SortedMap<String, String> fields(byte[] body) throws BadPayload {
        var fields = new TreeMap<String, String>();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var pairs = text.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new BadPayload("more than " + MOST_FIELDS + " fields");
        }
        for (var pair : pairs) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) throws BadPayload {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                    throw new BadPayload("a form with a broken escape");
                }
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new BadPayload("a form that is not UTF-8");
        }
    }

    /** Base64 of HMAC-SHA1 over the exact address that was called, then each field and its value in the order of their names. */
    static String signature(String secret, String url, Map<String, String> fields) {
        var signed = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        return Base64.getEncoder()
                .encodeToString(
                        Signatures.hmac("HmacSHA1", secret, signed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static List<Happening> in(String tenant, Map<String, String> fields) throws BadPayload {
        var id = field(fields, "MessageSid");
        var status = field(fields, "MessageStatus");
        if (id.isEmpty()) {
            throw new BadPayload("a form without MessageSid");
        } else if (!status.isEmpty()) {
            return List.of(told(tenant, id, status, fields));
        }
        var from = field(fields, "From");
        if (from.isEmpty()) {
            throw new BadPayload("a message without From");
        }
        return from.contains(":") ? List.of(new Skipped("other-channel")) : wrote(tenant, id, from, fields);
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static List<Happening> wrote(String tenant, String id, String from, Map<String, String> fields) {
        var message = InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(SmsGateway.CHANNEL)
                .setAddress(Numbers.address(from))
                .setMessageId(id)
                .setText(field(fields, "Body"));
        var all = new ArrayList<Happening>();
        for (var i = 0; i < MOST_FILES && fields.containsKey("MediaUrl" + i); i++) {
            all.add(new Wrote(message.setContent(
                            file(field(fields, "MediaContentType" + i)).setReference(field(fields, "MediaUrl" + i)))
                    .setMessageId(i == 0 ? id : id + "/" + i)
                    .build()));
            message.clearText();
        }
        if (all.isEmpty()) {
            return List.of(message.getText().isBlank() ? new Skipped("empty") : new Wrote(message.build()));
        }
        return all;
    }

    private static Content.Builder file(String type) {
        var kind = type.split("/", 2)[0];
        return Content.newBuilder()
                .setKind(Set.of("image", "video", "audio").contains(kind) ? kind : "file")
                .setMediaType(type);
    }

    private static Happening told(String tenant, String id, String status, Map<String, String> fields) {
        var receipt = ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(SmsGateway.CHANNEL)
                .setAddress(Numbers.address(field(fields, "To")))
                .setProviderId(id);
        var code = field(fields, "ErrorCode");
        return switch (status) {
            case "delivered", "read" -> new Told(receipt.setState(status).build());
            case "failed", "undelivered" ->
                new Told(receipt.setState("failed")
                        .setCode(word(code))
                        .setDetail(code.isEmpty() ? status : "Twilio " + code)
                        .build());
            default -> new Skipped("status");
        };
    }

    private static String word(String code) {
        if (UNWANTED.contains(code)) {
            return "blocked";
        }
        return NOBODY.contains(code) ? "no-such-customer" : "refused";
    }

    /** @param number of the company, or the id of a messaging service ({@code MG...}) */
    static String out(OutboundMessage message, String number, String callback) {
        var fields = new TreeMap<String, String>();
        fields.put("To", Numbers.e164(message.getAddress()));
        fields.put("Body", message.getText());
        fields.put(number.matches("MG[0-9a-f]{32}") ? "MessagingServiceSid" : "From", Numbers.e164(number));
        if (!callback.isEmpty()) {
            fields.put("StatusCallback", callback + AGAIN);
        }
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Delivery delivery(Reply reply) {
        var answer = reply.json();
        if (reply.ok()) {
            return Deliveries.taken(Json.text(answer, "sid"));
        } else if (reply.status() == 429) {
            return Deliveries.allLater("rate-limited", reply.retryAfter().orElse(LIMIT_PAUSE));
        } else if (reply.status() == 401 || reply.status() == 403) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        } else if (reply.isTheirTrouble()) {
            return Deliveries.allLater("provider-away", Duration.ZERO);
        }
        return Deliveries.failed(word(Json.text(answer, "code")), Json.text(answer, "message"));
    }
}
