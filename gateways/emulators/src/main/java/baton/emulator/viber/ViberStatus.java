package baton.emulator.viber;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;

/** What became of a request. The status of HTTP is 200 in any case; what counts stands in the body. */
enum ViberStatus {
    OK(0, "ok"),
    INVALID_URL(1, "invalidUrl"),
    INVALID_AUTH_TOKEN(2, "invalidAuthToken"),
    BAD_DATA(3, "badData"),
    MISSING_DATA(4, "missingData"),
    RECEIVER_NOT_REGISTERED(5, "receiverNotRegistered"),
    RECEIVER_NOT_SUBSCRIBED(6, "receiverNotSubscribed"),
    WEBHOOK_NOT_SET(10, "webhookNotSet"),
    TOO_MANY_REQUESTS(12, "tooManyRequests");

    private final int status;
    private final String message;

    ViberStatus(int status, String message) {
        this.status = status;
        this.message = message;
    }

    Answer answer() {
        return Answer.refused(200, Json.object().put("status", status).put("status_message", message));
    }

    /** With what is wrong, as the provider does after a colon. */
    static Answer of(Mistake mistake) {
        var kind = mistake.kind() == Mistake.Kind.MISSING ? MISSING_DATA : BAD_DATA;
        return Answer.refused(
                200,
                Json.object().put("status", kind.status).put("status_message", kind.message + ": " + mistake.said()));
    }
}
