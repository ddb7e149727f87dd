package baton.emulator.vk;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code messages.send}, read strictly. Text with a keyboard is understood, and a file.
 *
 * @param randomId the same again is the same message; 0: each is a new one
 * @param repliesTo id of a message, or empty
 * @param listed it was asked with {@code peer_ids}: what becomes of it is said in a list
 * @param attachment as {@link VkUploads} knows it; empty for none
 */
record VkSend(
        String peer, boolean listed, int randomId, String text, String repliesTo, List<Key> keys, String attachment) {

    static final int LONGEST = 4096;
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_KEYBOARD = 10_000;
    private static final int LONGEST_LABEL = 40;
    private static final int LONGEST_PAYLOAD = 255;

    /**
     * A button.
     *
     * @param callback pressing it writes nothing
     */
    record Key(String label, String payload, boolean callback) {}

    static VkSend read(Fields form) throws Mistake {
        var listed = form.has("peer_ids");
        var peer = number(form, listed ? "peer_ids" : form.has("user_id") ? "user_id" : "peer_id");
        var randomId = number(form, "random_id");
        if (randomId < Integer.MIN_VALUE || randomId > Integer.MAX_VALUE) {
            throw new Mistake(Kind.WRONG_VALUE, "random_id", "random_id must have 32 bits");
        }
        var attachment = form.optionalText("attachment", LONGEST_PAYLOAD).orElse("");
        var text = attachment.isEmpty()
                ? form.text("message", LONGEST)
                : form.optionalText("message", LONGEST).orElse("");
        flag(form, "dont_parse_links");
        flag(form, "disable_mentions");
        var repliesTo = form.has("reply_to") ? Long.toString(number(form, "reply_to")) : "";
        var keyboard = form.optionalText("keyboard", LONGEST_KEYBOARD);
        var keys = keyboard.isPresent() ? keys(keyboard.get()) : List.<Key>of();
        form.done();
        return new VkSend(Long.toString(peer), listed, (int) randomId, text, repliesTo, keys, attachment);
    }

    /** What each request of any method has. */
    static void readVersion(Fields form) throws Mistake {
        form.text("access_token", LONGEST_PAYLOAD);
        if (!form.text("v", LONGEST_NUMBER).matches("5[.][0-9]{2,3}")) {
            throw new Mistake(Kind.WRONG_VALUE, "v", "v must be a version like 5.199");
        }
    }

    static long number(Fields form, String name) throws Mistake {
        var text = form.text(name, LONGEST_NUMBER);
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new Mistake(Kind.WRONG_TYPE, name, name + " not integer");
        }
        return Long.parseLong(text);
    }

    static void flag(Fields form, String name) throws Mistake {
        if (form.has(name)) {
            form.oneOf(name, "0", "1");
        }
    }

    private static List<Key> keys(String json) throws Mistake {
        var keyboard = Fields.of(Json.read(json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new Mistake(Kind.WRONG_VALUE, "keyboard", "keyboard is no JSON object")));
        keyboard.flag("one_time", false);
        keyboard.flag("inline", false);
        var keys = new ArrayList<Key>();
        for (var row : keyboard.rows("buttons")) {
            for (var button : row) {
                keys.add(key(button));
            }
        }
        keyboard.done();
        return keys;
    }

    private static Key key(Fields button) throws Mistake {
        if (button.has("color")) {
            button.oneOf("color", "primary", "secondary", "negative", "positive");
        }
        var action = button.object("action");
        var callback = action.oneOf("type", "text", "callback").equals("callback");
        var payload = action.optionalText("payload", LONGEST_PAYLOAD).orElse("{}");
        if (Json.read(payload.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
            throw new Mistake(Kind.WRONG_VALUE, "keyboard", "a button's payload is no JSON object");
        }
        return new Key(action.text("label", LONGEST_LABEL), payload, callback);
    }
}
