package baton.emulator.telegram;

import baton.emulator.phone.Customer;
import baton.emulator.phone.Line;
import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Objects of the Bot API, as the provider documents them (core.telegram.org/bots/api). */
final class TelegramFormat {

    private final TelegramAccount account;

    TelegramFormat(TelegramAccount account) {
        this.account = account;
    }

    ObjectNode bot() {
        return Json.object()
                .put("id", account.botId())
                .put("is_bot", true)
                .put("first_name", account.title())
                .put("username", account.username());
    }

    ObjectNode me() {
        return bot().put("can_join_groups", false)
                .put("can_read_all_group_messages", false)
                .put("supports_inline_queries", false)
                .put("can_connect_to_business", false)
                .put("has_main_web_app", false);
    }

    static ObjectNode user(Customer customer) {
        var user = named(Json.object().put("id", Long.parseLong(customer.id())).put("is_bot", false), customer);
        return user.put("language_code", "en");
    }

    static ObjectNode chat(Customer customer) {
        var chat = Json.object().put("id", Long.parseLong(customer.id()));
        return named(chat, customer).put("type", "private");
    }

    private static ObjectNode named(ObjectNode json, Customer customer) {
        var parts = customer.name().split(" ", 2);
        json.put("first_name", parts[0]);
        if (parts.length > 1) {
            json.put("last_name", parts[1]);
        }
        return json;
    }

    /** Without what is in it. */
    ObjectNode head(Customer customer, String lineId, boolean fromBot, Instant at) {
        var message = Json.object().put("message_id", Long.parseLong(lineId));
        message.set("from", fromBot ? bot() : user(customer));
        message.set("chat", chat(customer));
        return message.put("date", at.getEpochSecond());
    }

    /** A line of text, as others quote it. */
    ObjectNode message(Customer customer, Line line) {
        var message = head(customer, line.id(), line.company(), line.at());
        if (!line.text().isEmpty() && line.kind().equals("text")) {
            message.put("text", line.text());
        }
        if (line.company()
                && !line.buttons().isEmpty()
                && !line.buttons().get(0).data().isEmpty()) {
            message.set("reply_markup", inline(line.buttons()));
        }
        return message;
    }

    /** A message with a file in it. */
    ObjectNode message(Customer customer, Line line, TelegramFile file) {
        var message = head(customer, line.id(), line.company(), line.at());
        var id = "sent-" + line.id();
        if (file.kind().equals("photo")) {
            message.putArray("photo").add(photoSize(id));
        } else {
            message.putObject("document")
                    .put("file_id", id)
                    .put("file_unique_id", "u" + id)
                    .put("file_name", file.file().fileName())
                    .put("mime_type", file.file().type())
                    .put("file_size", file.file().bytes().length);
        }
        return message;
    }

    private static ObjectNode inline(List<Button> buttons) {
        var markup = Json.object();
        var rows = markup.putArray("inline_keyboard");
        for (var button : buttons) {
            rows.addArray().addObject().put("text", button.text()).put("callback_data", button.data());
        }
        return markup;
    }

    /** One small picture in one size, as far as a placeholder goes. */
    static ObjectNode photoSize(String fileId) {
        return Json.object()
                .put("file_id", fileId)
                .put("file_unique_id", "u" + fileId)
                .put("width", 64)
                .put("height", 64)
                .put("file_size", 200);
    }

    /** What has become of the bot's place in this chat. */
    ObjectNode chatMember(Customer customer, boolean blocked) {
        var update = Json.object();
        update.set("chat", chat(customer));
        update.set("from", user(customer));
        update.put("date", Instant.now().getEpochSecond());
        update.set("old_chat_member", member(!blocked));
        update.set("new_chat_member", member(blocked));
        return update;
    }

    private ObjectNode member(boolean blocked) {
        var member = Json.object();
        member.set("user", bot());
        member.put("status", blocked ? "kicked" : "member");
        return blocked ? member.put("until_date", 0) : member;
    }

    static ObjectNode reaction(Customer customer, Line line, String emoji) {
        var update = Json.object();
        update.set("chat", chat(customer));
        update.put("message_id", Long.parseLong(line.id()));
        update.set("user", user(customer));
        update.put("date", Instant.now().getEpochSecond());
        var before = update.putArray("old_reaction");
        var after = update.putArray("new_reaction");
        if (!line.reaction().isEmpty()) {
            before.addObject().put("type", "emoji").put("emoji", line.reaction());
        }
        if (!emoji.isEmpty()) {
            after.addObject().put("type", "emoji").put("emoji", emoji);
        }
        return update;
    }
}
