package baton.emulator.meta;

import baton.emulator.phone.Customer;
import baton.emulator.wire.Ids;
import baton.emulator.wire.Json;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Webhooks and ids in the platform's form. */
final class MetaFormat {

    /** The platform's words for what it shows as emoji; anything else is "other". */
    private static final Map<String, String> REACTIONS =
            Map.of("❤", "love", "👍", "like", "👎", "dislike", "😁", "smile", "😮", "wow", "😢", "sad", "😠", "angry");

    private final MetaAccount account;
    private final String base;
    private final Ids files = new Ids();

    /** @param base where this provider is, without a slash at its end */
    MetaFormat(MetaAccount account, String base) {
        this.account = account;
        this.base = base;
    }

    /** Something that this customer does, still without what it is. */
    ObjectNode event(Customer customer) {
        var event = Json.object();
        event.putObject("sender").put("id", customer.id());
        event.putObject("recipient").put("id", account.id());
        return event.put("timestamp", Instant.now().toEpochMilli());
    }

    /** What it is about, in the platform's word. */
    static String kind(ObjectNode event) {
        return List.of("message", "message_edit", "postback", "reaction", "referral", "delivery", "read").stream()
                .filter(event::has)
                .findFirst()
                .orElse("other");
    }

    ObjectNode webhook(ObjectNode event) {
        var webhook = Json.object().put("object", account.platform().object());
        var entry = webhook.putArray("entry").addObject().put("id", account.id());
        entry.put("time", Instant.now().toEpochMilli()).putArray("messaging").add(event);
        return webhook;
    }

    /** The platform says {@code ref} back that was in the link. */
    static void referral(ObjectNode where, String ref) {
        where.putObject("referral").put("ref", ref).put("source", "SHORTLINK").put("type", "OPEN_THREAD");
    }

    void photos(ObjectNode message, int count) {
        var attachments = message.putArray("attachments");
        for (var n = 0; n < count; n++) {
            var photo = attachments.addObject().put("type", "image");
            photo.putObject("payload").put("url", base + "/media/" + files.next() + ".png");
        }
    }

    void location(ObjectNode message, Customer customer, double latitude, double longitude) {
        var place = message.putArray("attachments").addObject().put("type", "location");
        place.put("title", customer.name() + "'s Location").put("url", base + "/media/map.png");
        var payload = place.putObject("payload");
        payload.putObject("coordinates").put("lat", latitude).put("long", longitude);
    }

    void reaction(ObjectNode event, String mid, String emoji) {
        var reaction = event.putObject("reaction").put("mid", mid);
        if (emoji.isEmpty()) {
            reaction.put("action", "unreact");
        } else {
            reaction.put("action", "react").put("reaction", REACTIONS.getOrDefault(emoji, "other"));
            reaction.put("emoji", emoji);
        }
    }

    /** As opaque as the real ones; Instagram's are longer than anybody expects. */
    String mid() {
        var random = UUID.randomUUID() + "/" + UUID.randomUUID();
        var letters = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((account.platform() == Platform.INSTAGRAM ? random + random.substring(37) : random)
                        .getBytes(StandardCharsets.US_ASCII));
        return (account.platform() == Platform.INSTAGRAM ? "aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlE" : "m_") + letters;
    }

    /** The id of whoever has this number, for this page or account only; the same also after a restart. */
    String scopedId(String number) {
        var hash = Signature.sha256(account.id() + number.replaceAll("[^0-9]", ""));
        return Long.toString(
                1_000_000_000_000_000L + Math.floorMod(ByteBuffer.wrap(hash).getLong(), 8_000_000_000_000_000L));
    }
}
