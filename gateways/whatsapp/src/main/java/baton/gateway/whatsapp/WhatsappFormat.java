package baton.gateway.whatsapp;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Renamed;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Json;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Between the Cloud API's words and ours. A customer's address is the business-scoped user id (BSUID) where there is one, else the phone
 * number: usernames hide the number.
 */
final class WhatsappFormat {

    /** What {@link WhatsappGateway#link} lets a customer send. */
    private static final Pattern CODE = Pattern.compile("#([A-Za-z0-9_-]{22})");

    /** For example {@code UA.13491208655302741918}; a phone number has digits only. */
    private static final Pattern BSUID = Pattern.compile("[A-Z]{2}\\..+");

    private final String tenant;
    private final JsonNode value;

    private WhatsappFormat(String tenant, JsonNode value) {
        this.tenant = tenant;
        this.value = value;
    }

    /** What has happened, in order. Of another number of the same app nothing is for this company. */
    static List<Happening> in(String tenant, ChannelAccount account, byte[] body) throws BadPayload {
        var root = Json.read(body);
        if (!text(root, "object").equals("whatsapp_business_account")) {
            throw new BadPayload("an object that is no whatsapp_business_account");
        }
        var all = new ArrayList<Happening>();
        for (var entry : root.path("entry")) {
            for (var change : entry.path("changes")) {
                var value = change.path("value");
                if (!text(value, "metadata", "phone_number_id").equals(account.setting("phoneNumberId"))
                        && value.path("metadata").isObject()) {
                    all.add(new Skipped("other-number"));
                } else {
                    new WhatsappFormat(tenant, value).change(text(change, "field"), all);
                }
            }
        }
        return all;
    }

    private void change(String field, List<Happening> all) {
        switch (field) {
            case "messages" -> {
                value.path("messages").forEach(message -> all.add(message(message)));
                value.path("statuses").forEach(status -> all.add(status(status)));
                value.path("errors").forEach(error -> all.add(new Skipped("account-error")));
            }
            case "user_id_update" ->
                value.path("user_id_update")
                        .forEach(update -> all.add(
                                renamed(text(update, "user_id", "previous"), text(update, "user_id", "current"))));
            case "smb_message_echoes" -> all.add(new Skipped("echo"));
            default -> all.add(new Skipped("other-field"));
        }
    }

    private Happening message(JsonNode message) {
        var type = text(message, "type");
        if (type.equals("system") && text(message, "system", "type").contains("changed")) {
            return changed(message);
        }
        var contact = contact(message);
        var user = first(text(message, "from_user_id"), text(contact, "user_id"));
        var phone = first(text(message, "from"), text(contact, "wa_id"));
        var address = first(user, phone);
        if (address.isEmpty()) {
            return new Skipped("no-sender");
        }
        if (message.hasNonNull("group_id")) {
            return new Skipped("group");
        }
        var code = CODE.matcher(text(message, "text", "body").strip());
        if (type.equals("text") && code.matches()) {
            return new Arrived(new Party(tenant, WhatsappGateway.CHANNEL, address), code.group(1));
        }
        var id = text(message, "id");
        var read = InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(WhatsappGateway.CHANNEL)
                .setAddress(address)
                .setMessageId(id.isEmpty() ? Ids.of(message) : Ids.fitting(id))
                .setName(first(text(contact, "profile", "name"), text(contact, "profile", "username")))
                .setPhone(phone)
                .setOlderAddress(user.isEmpty() ? "" : phone);
        new WhatsappContent(message, read).write(type);
        return new Wrote(read.build());
    }

    /** From one number to another, or from one user id to another; whoever has hidden their number has no other one to be told of. */
    private Happening changed(JsonNode message) {
        var user = text(message, "system", "user_id");
        var before =
                user.isEmpty() ? text(message, "from") : first(text(message, "from_user_id"), text(message, "from"));
        return renamed(before, first(user, text(message, "system", "wa_id")));
    }

    private Happening renamed(String before, String now) {
        return before.isEmpty() || now.isEmpty()
                ? new Skipped("user-id-update")
                : new Renamed(new Party(tenant, WhatsappGateway.CHANNEL, before), now);
    }

    /** Who wrote it: named beside the messages. */
    private JsonNode contact(JsonNode message) {
        for (var contact : value.path("contacts")) {
            if (same(text(contact, "user_id"), text(message, "from_user_id"))
                    || same(text(contact, "wa_id"), text(message, "from"))) {
                return contact;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean same(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private Happening status(JsonNode status) {
        var state = text(status, "status");
        var receipt = ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(WhatsappGateway.CHANNEL)
                .setAddress(first(text(status, "recipient_user_id"), text(status, "recipient_id")))
                .setProviderId(Ids.fitting(text(status, "id")));
        return switch (state) {
            case "delivered", "read" -> new Told(receipt.setState(state).build());
            case "failed" -> {
                var error = status.path("errors").path(0);
                yield new Told(receipt.setState(state)
                        .setCode(WhatsappAnswer.failure(error.path("code").asInt()))
                        .setDetail(first(
                                text(error, "error_data", "details"),
                                first(text(error, "message"), text(error, "title"))))
                        .build());
            }
            case "sent" -> new Skipped("sent");
            default -> new Skipped("other-status");
        };
    }

    static ObjectNode out(OutboundMessage message) {
        var out = Json.object()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put(BSUID.matcher(message.getAddress()).matches() ? "recipient" : "to", message.getAddress());
        WhatsappOffer.write(message, out);
        return out;
    }

    /** That a customer's message has been read. */
    static ObjectNode read(String messageId) {
        return Json.object()
                .put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", messageId);
    }

    static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
