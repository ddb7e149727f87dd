package baton.gateway.whatsapp;

import baton.engine.messenger.Worded;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Buttons, lists and templates that go out. Pure. */
final class WhatsappOffer {

    static final int MOST_CHOICES = 10;
    static final int LONGEST_TITLE = 24;

    private static final int MOST_BUTTONS = 3;
    private static final int LONGEST_BUTTON = 20;
    private static final int LONGEST_BODY = 1024;

    /** What opens a list; a word would be in some language. */
    private static final String OPEN = "\u2630";

    private WhatsappOffer() {}

    /** A text, with whatever stands below it. */
    static void write(OutboundMessage message, ObjectNode out) {
        if (message.hasTemplate()) {
            template(message, out.put("type", "template").putObject("template"));
        } else if (Worded.fits(message, WhatsappGateway.CAPABILITIES) && length(message.getText()) <= LONGEST_BODY) {
            var interactive = out.put("type", "interactive").putObject("interactive");
            interactive.putObject("body").put("text", message.getText());
            if (areButtons(message)) {
                buttons(message, interactive.put("type", "button").putObject("action"));
            } else {
                list(message, interactive.put("type", "list").putObject("action"));
            }
        } else {
            out.put("type", "text")
                    .putObject("text")
                    .put("body", Worded.text(message))
                    .put("preview_url", false);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean areButtons(OutboundMessage message) {
        return message.getChoicesCount() <= MOST_BUTTONS
                && message.getChoicesList().stream().allMatch(choice -> length(choice.getTitle()) <= LONGEST_BUTTON);
    }

    private static void buttons(OutboundMessage message, ObjectNode action) {
        var buttons = action.putArray("buttons");
        message.getChoicesList().forEach(choice -> buttons.addObject()
                .put("type", "reply")
                .putObject("reply")
                .put("id", choice.getId())
                .put("title", choice.getTitle()));
    }

    private static void list(OutboundMessage message, ObjectNode action) {
        var rows = action.put("button", OPEN).putArray("sections").addObject().putArray("rows");
        message.getChoicesList()
                .forEach(choice -> rows.addObject().put("id", choice.getId()).put("title", choice.getTitle()));
    }

    private static void template(OutboundMessage message, ObjectNode out) {
        var template = message.getTemplate();
        out.put("name", template.getName()).putObject("language").put("code", template.getLanguage());
        if (template.getValuesCount() > 0) {
            var values =
                    out.putArray("components").addObject().put("type", "body").putArray("parameters");
            template.getValuesList()
                    .forEach(value -> values.addObject().put("type", "text").put("text", value));
        }
    }
}
