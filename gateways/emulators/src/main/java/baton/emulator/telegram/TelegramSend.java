package baton.emulator.telegram;

import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code sendMessage}, read strictly: the real server overlooks fields that it does not know, and so hides mistakes.
 *
 * @param replyTo id of a message, 0 if it is no reply
 */
record TelegramSend(String chatId, String text, long replyTo, boolean replyMayBeMissing, List<Button> buttons) {

    static final int LONGEST = 4096;
    private static final int LONGEST_CALLBACK_DATA = 64;

    static TelegramSend read(Fields fields) throws Mistake {
        var chatId = chatId(fields);
        var text = fields.text("text", LONGEST);
        if (text.isBlank()) {
            throw new Mistake(Kind.WRONG_VALUE, "text", "text is empty");
        }
        fields.flag("disable_notification", false);
        fields.flag("protect_content", false);
        preview(fields);
        var buttons = buttons(fields);
        var reply = fields.optionalObject("reply_parameters");
        var replyTo = reply.isPresent() ? reply.get().integer("message_id") : 0;
        var mayBeMissing = reply.isPresent() && reply.get().flag("allow_sending_without_reply", false);
        fields.done();
        return new TelegramSend(chatId, text, replyTo, mayBeMissing, buttons);
    }

    static String chatId(Fields fields) throws Mistake {
        var node = fields.node().path("chat_id");
        return node.isTextual() ? fields.text("chat_id", 40) : Long.toString(fields.integer("chat_id"));
    }

    private static void preview(Fields fields) throws Mistake {
        var preview = fields.optionalObject("link_preview_options");
        if (preview.isPresent()) {
            preview.get().flag("is_disabled", false);
            preview.get().optionalText("url", 2048);
            preview.get().flag("prefer_small_media", false);
            preview.get().flag("prefer_large_media", false);
            preview.get().flag("show_above_text", false);
        }
    }

    private static List<Button> buttons(Fields fields) throws Mistake {
        var buttons = new ArrayList<Button>();
        var markup = fields.optionalObject("reply_markup");
        if (markup.isEmpty()) {
            return buttons;
        }
        if (markup.get().has("inline_keyboard")) {
            for (var row : markup.get().rows("inline_keyboard")) {
                for (var button : row) {
                    buttons.add(new Button(button.text("text", 200), data(button)));
                }
            }
        } else if (markup.get().has("keyboard")) {
            markup.get().flag("resize_keyboard", false);
            markup.get().flag("one_time_keyboard", false);
            for (var row : markup.get().rows("keyboard")) {
                for (var button : row) {
                    buttons.add(new Button(button.text("text", 200), ""));
                }
            }
        } else {
            markup.get().flag("remove_keyboard", false);
        }
        return buttons;
    }

    private static String data(Fields button) throws Mistake {
        var data = button.text("callback_data", LONGEST_CALLBACK_DATA);
        if (data.getBytes(StandardCharsets.UTF_8).length > LONGEST_CALLBACK_DATA) {
            throw new Mistake(Kind.TOO_LONG, "callback_data", "BUTTON_DATA_INVALID");
        }
        return data;
    }
}
