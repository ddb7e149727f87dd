package baton.engine.messenger;

import baton.protocol.gateway.v1.Capabilities;
import baton.protocol.gateway.v1.OutboundMessage;

/** Buttons as lines of the text, where a channel cannot show them. */
public final class Worded {

    private Worded() {}

    /** The text, and below it what can be answered, each in a line with a number. */
    public static String text(OutboundMessage message) {
        var text = new StringBuilder(message.getText());
        for (var i = 0; i < message.getChoicesCount(); i++) {
            text.append(i == 0 ? "\n\n" : "\n")
                    .append(i + 1)
                    .append(". ")
                    .append(message.getChoices(i).getTitle());
        }
        return text.toString();
    }

    /** The same message in words alone. */
    public static OutboundMessage message(OutboundMessage message) {
        return message.getChoicesCount() == 0
                ? message
                : message.toBuilder().setText(text(message)).clearChoices().build();
    }

    /** Whether the channel shows them: not more, and not longer, than it can. */
    public static boolean fits(OutboundMessage message, Capabilities can) {
        return message.getChoicesCount() > 0
                && message.getChoicesCount() <= can.getMaxChoices()
                && message.getChoicesList().stream()
                        .allMatch(choice -> choice.getTitle()
                                        .codePointCount(0, choice.getTitle().length())
                                <= can.getMaxChoiceTitle());
    }

    /** As it can go out there: with buttons that fit, or in words. */
    public static OutboundMessage fitting(OutboundMessage message, Capabilities can) {
        return fits(message, can) ? message : message(message);
    }
}
