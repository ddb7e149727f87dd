package baton.emulator.meta;

import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message for a customer, read strictly. Text, quick replies and a template of up to three buttons are understood.
 *
 * @param buttons without data they are quick replies, which stand under the conversation
 * @param file which comes with it, see {@link MetaFile}
 */
record MetaSend(String recipient, String text, String repliesTo, List<Button> buttons, Optional<MetaFile> file) {

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TITLE = 20;
    private static final int LONGEST_PAYLOAD = 1000;
    private static final int LONGEST_TEMPLATE = 640;
    private static final int MOST_QUICK_REPLIES = 13;
    private static final int MOST_BUTTONS = 3;

    static MetaSend read(Fields fields, Platform platform) throws Mistake {
        var recipient = recipient(fields);
        // Instagram's documentation does not ask for it.
        if (platform == Platform.MESSENGER || fields.has("messaging_type")) {
            fields.oneOf("messaging_type", "RESPONSE", "UPDATE");
        }
        var replied = fields.optionalObject("reply_to");
        var repliesTo = replied.isPresent() ? replied.get().text("mid", LONGEST_ID) : "";
        var message = fields.object("message");
        message.optionalText("metadata", LONGEST_PAYLOAD);
        var buttons = new ArrayList<Button>();
        var text =
                message.has("attachment") ? template(message.object("attachment"), buttons) : text(message, platform);
        if (message.has("quick_replies")) {
            quickReplies(message, buttons);
        }
        fields.done();
        return new MetaSend(recipient, text, repliesTo, buttons, Optional.empty());
    }

    static String recipient(Fields fields) throws Mistake {
        return fields.object("recipient").text("id", 40);
    }

    private static String text(Fields message, Platform platform) throws Mistake {
        var text = message.text("text", platform.longestText());
        var tooLong =
                platform == Platform.INSTAGRAM && text.getBytes(StandardCharsets.UTF_8).length > platform.longestText();
        if (tooLong) {
            throw new Mistake(
                    Kind.TOO_LONG,
                    "message.text",
                    "Length of param message[text] must be less than or equal to " + platform.longestText());
        }
        return text;
    }

    private static String template(Fields attachment, List<Button> buttons) throws Mistake {
        attachment.oneOf("type", "template");
        var payload = attachment.object("payload");
        payload.oneOf("template_type", "button");
        for (var button : payload.objects("buttons")) {
            button.oneOf("type", "postback");
            buttons.add(new Button(button.text("title", LONGEST_TITLE), button.text("payload", LONGEST_PAYLOAD)));
        }
        require(buttons, MOST_BUTTONS, "message.attachment.payload.buttons");
        return payload.text("text", LONGEST_TEMPLATE);
    }

    private static void quickReplies(Fields message, List<Button> buttons) throws Mistake {
        for (var reply : message.objects("quick_replies")) {
            reply.oneOf("content_type", "text");
            reply.text("payload", LONGEST_PAYLOAD);
            buttons.add(new Button(reply.text("title", LONGEST_TITLE), ""));
        }
        require(buttons, MOST_QUICK_REPLIES, "message.quick_replies");
    }

    private static void require(List<Button> buttons, int most, String where) throws Mistake {
        if (buttons.isEmpty() || buttons.size() > most) {
            throw new Mistake(Kind.WRONG_VALUE, where, "there must be one to " + most);
        }
    }
}
