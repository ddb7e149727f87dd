package baton.gateway.messenger;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.FileParts;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Json;
import baton.engine.messenger.Worded;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Between the Messenger Platform's words and ours. A customer's address is their id for this page or account (PSID, IGSID). */
final class MessengerFormat {

    /** What {@link PlatformGateway#link} names. */
    private static final String CODE = "[A-Za-z0-9_-]{22}";

    private final Product product;
    private final String tenant;
    private final JsonNode event;
    private final String customer;
    private final List<Happening> all;

    private MessengerFormat(Product product, String tenant, JsonNode event, List<Happening> all) {
        this.product = product;
        this.tenant = tenant;
        this.event = event;
        this.customer = text(event, "sender", "id");
        this.all = all;
    }

    /** What has happened, in order. Of another page or account nothing is for this company. */
    static List<Happening> in(Product product, String tenant, ChannelAccount account, byte[] body) throws BadPayload {
        var root = Json.read(body);
        if (!text(root, "object").equals(product.object())) {
            throw new BadPayload("an object that is no " + product.object());
        }
        var all = new ArrayList<Happening>();
        for (var entry : root.path("entry")) {
            var ours = account.setting("id");
            if (!ours.isEmpty() && !ours.equals(text(entry, "id"))) {
                all.add(new Skipped("other-account"));
                continue;
            }
            entry.path("messaging").forEach(event -> new MessengerFormat(product, tenant, event, all).read());
            entry.path("standby").forEach(event -> all.add(new Skipped("standby")));
            entry.path("changes").forEach(change -> all.add(new Skipped("other-field")));
        }
        return all;
    }

    private void read() {
        if (customer.isEmpty()) {
            all.add(new Skipped("no-sender"));
        } else if (event.path("message").path("is_echo").asBoolean()) {
            all.add(new Skipped("echo"));
        } else if (event.has("message")) {
            arrived(event.path("message").path("referral"));
            message(event.path("message"));
        } else if (event.has("message_edit")) {
            edit(event.path("message_edit"));
        } else if (event.has("postback")) {
            arrived(event.path("postback").path("referral"));
            choice(event.path("postback"));
        } else if (event.has("reaction")) {
            reaction(event.path("reaction"));
        } else if (event.has("referral")) {
            if (!arrived(event.path("referral"))) {
                all.add(new Skipped("referral"));
            }
        } else if (event.has("delivery")) {
            receipts("delivered", event.path("delivery"));
        } else if (event.has("read")) {
            receipts("read", event.path("read"));
        } else {
            all.add(new Skipped("other-event"));
        }
    }

    private boolean arrived(JsonNode referral) {
        var code = text(referral, "ref");
        if (!code.matches(CODE)) {
            return false;
        }
        all.add(new Arrived(new Party(tenant, product.channel(), customer), code));
        return true;
    }

    /** One for each attachment, and the text with the first of them. */
    private void message(JsonNode message) {
        var mid = text(message, "mid");
        var id = mid.isEmpty() ? Ids.of(event) : Ids.fitting(mid);
        if (message.path("is_deleted").asBoolean()) {
            var gone = wrote(id + "-deleted");
            gone.getContentBuilder().setKind("deletion").setAbout(id);
            add(gone);
            return;
        }
        var attachments = MessengerContent.attachments(message);
        for (var i = 0; i < attachments.size(); i++) {
            var read = wrote(i == 0 ? id : id + "-" + (i + 1));
            if (i == 0) {
                read.setText(text(message, "text"));
            }
            MessengerContent.write(message, attachments.get(i), read);
            add(read);
        }
    }

    private void edit(JsonNode edit) {
        var id = Ids.fitting(text(edit, "mid"));
        var read = wrote(id + "-edit-" + text(edit, "num_edit")).setText(text(edit, "text"));
        read.getContentBuilder().setKind("edit").setAbout(id);
        add(read);
    }

    private void choice(JsonNode postback) {
        var mid = text(postback, "mid");
        var title = text(postback, "title");
        var read = wrote(mid.isEmpty() ? Ids.of(event) : Ids.fitting(mid))
                .setText(title.isEmpty() ? text(postback, "payload") : title);
        read.getContentBuilder().setKind("choice");
        add(read);
    }

    private void reaction(JsonNode reaction) {
        var read = wrote(Ids.of(event));
        if (!text(reaction, "action").equals("unreact")) {
            var emoji = text(reaction, "emoji");
            read.setText(emoji.isEmpty() ? text(reaction, "reaction") : emoji);
        }
        read.getContentBuilder().setKind("reaction").setAbout(Ids.fitting(text(reaction, "mid")));
        add(read);
    }

    private InboundMessage.Builder wrote(String id) {
        return InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(product.channel())
                .setAddress(customer)
                .setMessageId(id);
    }

    private void add(InboundMessage.Builder read) {
        all.add(new Wrote(read.build()));
    }

    /** A watermark ("all up to this moment") names no message, and is only counted. */
    private void receipts(String state, JsonNode receipt) {
        var mids = new ArrayList<String>();
        receipt.path("mids").forEach(mid -> mids.add(mid.asText()));
        if (receipt.hasNonNull("mid")) {
            mids.add(text(receipt, "mid"));
        }
        if (mids.isEmpty()) {
            all.add(new Skipped("watermark"));
        }
        for (var mid : mids) {
            all.add(new Told(ProviderReceipt.newBuilder()
                    .setTenant(tenant)
                    .setChannel(product.channel())
                    .setAddress(customer)
                    .setProviderId(Ids.fitting(mid))
                    .setState(state)
                    .build()));
        }
    }

    static JsonNode out(Product product, OutboundMessage message) {
        var out = Json.object();
        out.set("recipient", recipient(message));
        if (!product.messagingType().isEmpty()) {
            out.put("messaging_type", product.messagingType());
        }
        var content = out.putObject("message");
        var fitting = Worded.fitting(message, product.capabilities());
        content.put("text", fitting.getText());
        fitting.getChoicesList().forEach(choice -> content.withArray("quick_replies")
                .addObject()
                .put("content_type", "text")
                .put("title", choice.getTitle())
                .put("payload", choice.getId()));
        return out;
    }

    /** That the customer's messages have been read. */
    static JsonNode read(String address) {
        var out = Json.object().put("sender_action", "mark_seen");
        out.set("recipient", recipient(address));
        return out;
    }

    private static ObjectNode recipient(OutboundMessage message) {
        return recipient(message.getAddress());
    }

    private static ObjectNode recipient(String address) {
        return Json.object().put("id", address);
    }

    /** The file and the message that it is, in one form. Meta takes names of ASCII letters only. */
    static RequestEntity out(Product product, OutboundMessage message, Source<ByteString, ?> bytes) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("recipient", recipient(message).toString());
        if (!product.messagingType().isEmpty()) {
            fields.put("messaging_type", product.messagingType());
        }
        var content = Json.object();
        var kind = message.getFile().getKind();
        content.putObject("attachment")
                .put("type", Set.of("image", "video", "audio").contains(kind) ? kind : "file")
                .putObject("payload")
                .put("is_reusable", false);
        fields.put("message", content.toString());
        return FileParts.form(fields).file("filedata", FileParts.inAscii(message.getFile()), bytes);
    }
}
