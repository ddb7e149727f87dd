package baton.emulator.twilio;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;

/** Refusals of the REST API: HTTP says of what kind, the code what exactly. */
enum TwilioErrors {
    UNKNOWN_PARAMETER(400, 20001, "Unknown parameters"),
    AUTHENTICATE(401, 20003, "Authenticate"),
    NOT_FOUND(404, 20404, "The requested resource was not found"),
    TOO_MANY(429, 20429, "Too Many Requests"),
    BROKEN(500, 20500, "An internal server error has occurred"),
    INVALID_TO(400, 21211, "Invalid 'To' Phone Number"),
    NO_BODY(400, 21602, "Message body is required."),
    NO_FROM(400, 21603, "A 'From' phone number is required."),
    NO_TO(400, 21604, "A 'To' phone number is required."),
    NOT_OURS(400, 21606, "The 'From' phone number provided is not a valid, message-capable Twilio phone number"),
    INVALID_CALLBACK(400, 21609, "Invalid 'StatusCallback' URL"),
    UNSUBSCRIBED(400, 21610, "Attempt to send to unsubscribed recipient"),
    TOO_LONG(400, 21617, "The concatenated message body exceeds the 1600 character limit"),
    INVALID_MEDIA(400, 21620, "Invalid media URL(s)"),
    TOO_MANY_FILES(400, 21623, "Number of media files exceeds allowed limit");

    private final int status;
    private final int code;
    private final String message;

    TwilioErrors(int status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    Answer answer() {
        return answer(message);
    }

    private Answer answer(String said) {
        var body = Json.object().put("code", code).put("message", said);
        body.put("more_info", "https://www.twilio.com/docs/errors/" + code).put("status", status);
        return Answer.refused(status, body);
    }

    static Answer of(Mistake mistake) {
        var isMissing = mistake.kind() == Kind.MISSING;
        var error =
                switch (mistake.field()) {
                    case "To" -> isMissing ? NO_TO : INVALID_TO;
                    case "From", "MessagingServiceSid" -> isMissing ? NO_FROM : NOT_OURS;
                    case "Body" -> mistake.kind() == Kind.TOO_LONG ? TOO_LONG : NO_BODY;
                    case "StatusCallback" -> INVALID_CALLBACK;
                    case "MediaUrl" -> mistake.kind() == Kind.TOO_LONG ? TOO_MANY_FILES : INVALID_MEDIA;
                    default -> UNKNOWN_PARAMETER;
                };
        return error.answer(error.message + ": " + mistake.said());
    }
}
