package baton.emulator.viber;

import baton.emulator.phone.Line.Button;
import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code send_message}, read strictly. Text, pictures, films and files, with a keyboard, are understood.
 *
 * @param trackingData comes back with what the customer writes next; may be empty
 * @param media what is fetched
 */
record ViberSend(String receiver, String text, String trackingData, List<Button> buttons, Optional<ViberMedia> media) {

    private static final int LONGEST = 7000;
    private static final int LONGEST_NAME = 28;
    private static final int LONGEST_TRACKING_DATA = 4000;

    static ViberSend read(Fields fields) throws Mistake {
        var receiver = fields.text("receiver", 64);
        fields.integer("min_api_version", 1);
        var sender = fields.object("sender");
        sender.text("name", LONGEST_NAME);
        sender.optionalText("avatar", 2048);
        var type = fields.oneOf("type", "text", "picture", "video", "file");
        var media = type.equals("text") ? Optional.<ViberMedia>empty() : Optional.of(ViberMedia.read(type, fields));
        var text = media.isPresent() ? media.get().name() : fields.text("text", LONGEST);
        var trackingData =
                fields.optionalText("tracking_data", LONGEST_TRACKING_DATA).orElse("");
        var buttons = keyboard(fields);
        fields.done();
        return new ViberSend(receiver, text, trackingData, buttons, media);
    }

    private static List<Button> keyboard(Fields fields) throws Mistake {
        var buttons = new ArrayList<Button>();
        var keyboard = fields.optionalObject("keyboard");
        if (keyboard.isPresent()) {
            keyboard.get().oneOf("Type", "keyboard");
            keyboard.get().flag("DefaultHeight", false);
            for (var button : keyboard.get().objects("Buttons")) {
                button.integer("Columns", 6);
                button.integer("Rows", 1);
                button.oneOf("ActionType", "reply");
                buttons.add(new Button(button.text("Text", 250), button.text("ActionBody", 250)));
            }
        }
        return buttons;
    }
}
