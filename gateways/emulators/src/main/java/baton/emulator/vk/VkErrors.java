package baton.emulator.vk;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Refusals, by code. The status of HTTP is 200 in any case. */
enum VkErrors {
    UNKNOWN_METHOD(3, "Unknown method passed"),
    BAD_TOKEN(5, "User authorization failed: invalid access_token (4)."),
    TOO_MANY(6, "Too many requests per second"),
    INVALID_REQUEST(8, "Invalid request"),
    FLOOD(9, "Flood control"),
    BROKEN(10, "Internal server error"),
    WRONG_PARAMETER(100, "One of the parameters specified was missing or invalid"),
    NOT_ALLOWED(901, "Can't send messages for users without permission"),
    EDIT_EXPIRED(909, "Can't edit this message, because it's too old"),
    TOO_LONG(914, "Message is too long"),
    NOT_DELETED(924, "Can't delete this message for everybody");

    private final int code;
    private final String message;

    VkErrors(int code, String message) {
        this.code = code;
        this.message = message;
    }

    Answer answer() {
        return answer(message);
    }

    private Answer answer(String what) {
        var body = Json.object();
        body.putObject("error").put("error_code", code).put("error_msg", what).putArray("request_params");
        return Answer.refused(200, body);
    }

    /** As it stands in a list, for one of those to whom it was to go. */
    ObjectNode item(String peer) {
        var item = Json.object().put("peer_id", Long.parseLong(peer)).put("message_id", 0);
        item.putObject("error").put("code", code).put("description", message);
        return item;
    }

    static Answer of(Mistake mistake) {
        if (mistake.kind() == Kind.TOO_LONG && mistake.field().equals("message")) {
            return TOO_LONG.answer();
        }
        var error = mistake.field().equals("v") || mistake.kind() == Kind.NOT_JSON ? INVALID_REQUEST : WRONG_PARAMETER;
        return error.answer(error.message + ": " + mistake.said());
    }

    /** VK says back what it was asked, but for the token. */
    static Answer asked(Answer answer, String method, ObjectNode body) {
        if (answer.body().at("/error/request_params") instanceof ArrayNode params) {
            params.addObject().put("key", "method").put("value", method);
            body.properties()
                    .forEach(one -> params.addObject().put("key", one.getKey()).set("value", one.getValue()));
        }
        return answer;
    }
}
