package baton.emulator.whatsapp;

import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A message for a customer, read strictly. Text, up to three buttons, a list, templates and files that were uploaded are understood.
 *
 * @param to a number in digits, or a user id; what was asked for, as it was written
 * @param type as it is asked for
 * @param text for a file: its name
 * @param file id of one that was uploaded; empty if there is none
 * @param callbackData comes back in every status; may be empty
 */
record WhatsAppSend(
        String to,
        String input,
        String type,
        String text,
        String file,
        String repliesTo,
        String callbackData,
        List<Button> buttons) {

    private static final int LONGEST = 4096;
    private static final int LONGEST_ID = 256;

    static WhatsAppSend read(Fields fields) throws Mistake {
        fields.oneOf("messaging_product", "whatsapp");
        if (fields.has("recipient_type")) {
            fields.oneOf("recipient_type", "individual");
        }
        var input = recipient(fields);
        var type = fields.has("type")
                ? fields.oneOf("type", "text", "interactive", "template", "image", "video", "audio", "document")
                : "text";
        var buttons = new ArrayList<Button>();
        var file = "";
        var text = "";
        switch (type) {
            case "text" -> text = text(fields.object("text"));
            case "interactive" -> text = WhatsAppOffer.interactive(fields.object("interactive"), buttons);
            case "template" -> text = WhatsAppOffer.template(fields.object("template"));
            default -> {
                var named = fields.object(type);
                file = named.text("id", LONGEST_ID);
                text = type.equals("document")
                        ? named.optionalText("filename", LONGEST_ID).orElse("")
                        : "";
            }
        }
        var context = fields.optionalObject("context");
        var repliesTo = context.isPresent() ? context.get().text("message_id", LONGEST_ID) : "";
        var callbackData = fields.optionalText("biz_opaque_callback_data", 512).orElse("");
        fields.done();
        var to = input.matches("[+]?[0-9 ()-]+") ? input.replaceAll("[^0-9]", "") : input;
        return new WhatsAppSend(to, input, type, text, file, repliesTo, callbackData, buttons);
    }

    /** If both are there, the number wins. */
    private static String recipient(Fields fields) throws Mistake {
        var number = fields.optionalText("to", 40);
        var user = fields.optionalText("recipient", 140);
        if (number.isPresent() && !number.get().matches("[+]?[0-9 ()-]{5,39}")) {
            throw new Mistake(Kind.WRONG_VALUE, "to", "to must be a phone number");
        }
        if (user.isPresent() && !user.get().matches("[A-Z]{2}[.][A-Za-z0-9]{1,128}")) {
            throw new Mistake(Kind.WRONG_VALUE, "recipient", "recipient must be a business-scoped user id");
        }
        return number.or(() -> user).orElseThrow(() -> fields.missing("to"));
    }

    private static String text(Fields text) throws Mistake {
        text.flag("preview_url", false);
        return text.text("body", LONGEST);
    }
}
