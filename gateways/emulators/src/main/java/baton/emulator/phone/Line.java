package baton.emulator.phone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What a telephone shows of one message.
 *
 * @param id the provider's own
 * @param company written by the company, otherwise by the customer
 * @param kind {@code text}, {@code photo}, {@code file}, {@code location}, {@code contact}, {@code event} (nobody's message)
 * @param state of the customer's: {@code waiting}, then {@code told} when Baton has it; of the company's: {@code sent},
 *     {@code delivered}, {@code read}, {@code failed}; {@code deleted} of either
 * @param repliesTo id of another line, or empty
 */
public record Line(
        String id,
        boolean company,
        String kind,
        String text,
        Instant at,
        String state,
        boolean edited,
        String reaction,
        String repliesTo,
        List<Button> buttons) {

    /** @param data what the company hears when it is pressed; empty: the text itself is written */
    public record Button(String text, String data) {}

    public static Line mine(String id, String kind, String text) {
        return new Line(id, false, kind, text, Instant.now(), "waiting", false, "", "", List.of());
    }

    public static Line companys(String id, String text, String repliesTo, List<Button> buttons) {
        return new Line(id, true, "text", text, Instant.now(), "sent", false, "", repliesTo, buttons);
    }

    /** {@code kind}: {@code photo} or {@code file}; the text is the file's name. */
    public static Line companysFile(String id, String kind, String name) {
        return new Line(id, true, kind, name, Instant.now(), "sent", false, "", "", List.of());
    }

    public static Line event(String id, String text) {
        return new Line(id, false, "event", text, Instant.now(), "", false, "", "", List.of());
    }

    public Line state(String next) {
        return new Line(id, company, kind, text, at, next, edited, reaction, repliesTo, buttons);
    }

    public Line reaction(String emoji) {
        return new Line(id, company, kind, text, at, state, edited, emoji, repliesTo, buttons);
    }

    public Line repliesTo(String other) {
        return new Line(id, company, kind, text, at, state, edited, reaction, other, buttons);
    }

    public Line edited(String newText) {
        return new Line(id, company, kind, newText, at, "waiting", true, reaction, repliesTo, buttons);
    }

    /** The company's, in other words. */
    public Line corrected(String newText) {
        return new Line(id, company, kind, newText, at, state, true, reaction, repliesTo, buttons);
    }

    public Line deleted() {
        return new Line(id, company, kind, "", at, "deleted", false, "", repliesTo, List.of());
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("company", company).put("kind", kind).put("text", text);
        json.put("at", at.toString()).put("state", state).put("edited", edited);
        json.put("reaction", reaction).put("repliesTo", repliesTo);
        var list = json.putArray("buttons");
        buttons.forEach(button -> list.addObject().put("text", button.text()).put("data", button.data()));
        return json;
    }
}
