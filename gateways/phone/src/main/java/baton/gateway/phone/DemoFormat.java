package baton.gateway.phone;

import baton.gateway.phone.DemoPhone.View;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/** The JSON of the demo page's socket: the whole state outward, one wish inward. */
final class DemoFormat {

    /** What somebody wants a telephone to do; {@code number} is empty unless it is needed. */
    record Wish(String phone, String deed, String number) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoFormat() {}

    static String out(List<View> views) {
        var state = JSON.createObjectNode();
        var phones = state.putArray("phones");
        for (var view : views) {
            phones.addObject()
                    .put("name", view.name())
                    .put("title", view.title())
                    .put("user", view.user())
                    .put("agent", view.agent())
                    .put("state", view.stateName())
                    .put("peer", view.peer())
                    .put("since", view.since())
                    .put("heard", view.heard())
                    .put("onHold", view.onHold())
                    .put("reason", view.reason());
        }
        return state.toString();
    }

    static String error(String text) {
        return JSON.createObjectNode().put("error", text).toString();
    }

    /** Empty if it cannot be read. */
    static Optional<Wish> in(String frame) {
        try {
            var wish = JSON.readTree(frame);
            return wish != null
                            && wish.isObject()
                            && wish.path("phone").isTextual()
                            && wish.path("do").isTextual()
                    ? Optional.of(new Wish(
                            wish.path("phone").asText(),
                            wish.path("do").asText(),
                            wish.path("number").asText("")))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
