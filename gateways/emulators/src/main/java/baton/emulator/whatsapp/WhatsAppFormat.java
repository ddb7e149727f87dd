package baton.emulator.whatsapp;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.wire.Json;
import baton.emulator.wire.Signature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Webhooks of the Cloud API with business-scoped user ids, as the provider documents them. */
final class WhatsAppFormat {

    private final WhatsAppAccount account;

    WhatsAppFormat(WhatsAppAccount account) {
        this.account = account;
    }

    /** @param list {@code messages} or {@code statuses} */
    ObjectNode webhook(Customer customer, String list, List<ObjectNode> nodes, boolean withContact) {
        var webhook = Json.object().put("object", "whatsapp_business_account");
        var entry = webhook.putArray("entry").addObject().put("id", account.businessAccountId());
        var change = entry.putArray("changes").addObject();
        var value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", account.digits())
                .put("phone_number_id", account.phoneNumberId());
        if (withContact) {
            value.set("contacts", contacts(customer));
        }
        value.putArray(list).addAll(nodes);
        change.put("field", "messages");
        return webhook;
    }

    /** Who hides the number has a user name instead. */
    private static ArrayNode contacts(Customer customer) {
        var contacts = Json.array();
        var contact = contacts.addObject();
        var profile = contact.putObject("profile").put("name", customer.name());
        if (customer.hidesNumber()) {
            profile.put("username", userName(customer));
        } else {
            contact.put("wa_id", customer.digits());
        }
        contact.put("user_id", customer.id()).put("country_code", customer.id().substring(0, 2));
        return contacts;
    }

    private static String userName(Customer customer) {
        return customer.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".") + "."
                + customer.id().substring(3, 7);
    }

    /** What all messages of customers have. */
    ObjectNode message(Customer customer, String id, String type) {
        var message = Json.object();
        if (!customer.hidesNumber()) {
            message.put("from", customer.digits());
        }
        return message.put("from_user_id", customer.id())
                .put("id", id)
                .put("timestamp", now())
                .put("type", type);
    }

    /** Which message is answered, and who had written it. */
    void context(ObjectNode message, Customer customer, Line line) {
        var context = message.putObject("context");
        if (line.company()) {
            context.put("from", account.digits());
        } else if (!customer.hidesNumber()) {
            context.put("from", customer.digits());
        }
        context.put("id", line.id());
    }

    static void contact(ObjectNode message, String name, String number) {
        var contact = message.putArray("contacts").addObject();
        contact.putObject("name").put("formatted_name", name).put("first_name", name.split(" ", 2)[0]);
        contact.putArray("phones")
                .addObject()
                .put("phone", number)
                .put("wa_id", number.replaceAll("[^0-9]", ""))
                .put("type", "CELL");
    }

    static void image(ObjectNode message, String mediaId, byte[] file, String caption) {
        var image = message.putObject("image").put("mime_type", "image/png");
        image.put("sha256", sha256(file)).put("id", mediaId);
        if (!caption.isEmpty()) {
            image.put("caption", caption);
        }
    }

    static String sha256(byte[] file) {
        return HexFormat.of().formatHex(Signature.sha256(file));
    }

    ObjectNode status(Customer customer, String messageId, String status, String callbackData) {
        var node = Json.object().put("id", messageId).put("status", status).put("timestamp", now());
        if (!customer.hidesNumber()) {
            node.put("recipient_id", customer.digits());
        }
        node.put("recipient_user_id", customer.id());
        if (!callbackData.isEmpty()) {
            node.put("biz_opaque_callback_data", callbackData);
        }
        if (!status.equals("failed")) {
            node.putObject("pricing")
                    .put("billable", false)
                    .put("pricing_model", "PMP")
                    .put("category", "service")
                    .put("type", "free_customer_service");
        }
        return node;
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }
}
