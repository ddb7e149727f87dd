package baton.emulator.whatsapp;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Refusals of the Cloud API, by code. The documentation asks to go by the code, and the status is not always what one would think: a limit
 * for one customer is 400, one for the number 429.
 */
enum WhatsAppErrors {
    INVALID(400, 100, "Invalid parameter", "The request has a parameter that is unknown or misspelled."),
    NO_SUCH_OBJECT(400, 100, "Unsupported post request", "There is no such object, or it may not be used."),
    BAD_TOKEN(
            401,
            190,
            "Invalid OAuth access token",
            "The access token cannot be parsed, has expired or is not for this."),
    RATE_LIMIT(
            429,
            130429,
            "Rate limit hit",
            "Message failed to send because there were too many messages sent from this phone number in a short period of time"),
    PAIR_RATE_LIMIT(
            400,
            131056,
            "(Business Account, Consumer Account) pair rate limit hit",
            "Message failed to send because there were too many messages sent from this phone number to the same phone number"),
    RE_ENGAGEMENT(
            400,
            131047,
            "Re-engagement message",
            "Message failed to send because more than 24 hours have passed since the customer last replied to this number."),
    UNDELIVERABLE(400, 131026, "Message undeliverable", "Message Undeliverable."),
    MISSING(400, 131008, "Required parameter is missing", "A required parameter is missing."),
    WRONG_VALUE(400, 131009, "Parameter value is not valid", "A parameter has a value that is not valid."),
    BROKEN(500, 131000, "Something went wrong", "Message failed to send due to an unknown error.");

    private final int status;
    private final int code;
    private final String title;
    private final String details;

    WhatsAppErrors(int status, int code, String title, String details) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.details = details;
    }

    Answer answer() {
        return answer(details);
    }

    Answer answer(String what) {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("message", "(#" + code + ") " + title)
                .put("type", "OAuthException")
                .put("code", code);
        error.putObject("error_data").put("messaging_product", "whatsapp").put("details", what);
        error.put("fbtrace_id", "AEmulator" + code);
        return Answer.refused(status, body);
    }

    /** As it stands in a webhook. */
    ObjectNode told() {
        var error = Json.object().put("code", code).put("title", title).put("message", title);
        error.putObject("error_data").put("details", details);
        return error.put("href", "/documentation/business-messaging/whatsapp/support/error-codes");
    }

    static Answer of(Mistake mistake) {
        return switch (mistake.kind()) {
            case MISSING -> MISSING.answer(mistake.said());
            case WRONG_VALUE -> WRONG_VALUE.answer(mistake.said());
            case NOT_JSON, UNKNOWN, WRONG_TYPE, TOO_LONG -> INVALID.answer(mistake.said());
        };
    }
}
