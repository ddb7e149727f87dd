package baton.emulator.meta;

import baton.emulator.wire.Answer;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mistake;

/** Refusals of the Send API. The code says of what kind it is, the subcode what exactly; some are other ones at Instagram. */
enum MetaErrors {
    INVALID(400, 100, 0, 0, "Invalid parameter"),
    NO_SUCH_OBJECT(400, 100, 33, 33, "Unsupported request. There is no such object, or it may not be used."),
    NO_SUCH_USER(400, 100, 2018001, 2534014, "No matching user found"),
    BAD_TOKEN(400, 190, 0, 0, "Invalid OAuth access token."),
    WINDOW(400, 10, 2018278, 2534022, "This message is sent outside of allowed window."),
    UNAVAILABLE(400, 551, 1545041, 1545041, "This person isn't available right now."),
    RATE_LIMIT(400, 613, 0, 0, "Calls to this api have exceeded the rate limit."),
    BROKEN(500, 2, 0, 0, "An unexpected error has occurred. Please retry your request later.");

    private final int status;
    private final int code;
    private final int messengers;
    private final int instagrams;
    private final String message;

    MetaErrors(int status, int code, int messengers, int instagrams, String message) {
        this.status = status;
        this.code = code;
        this.messengers = messengers;
        this.instagrams = instagrams;
        this.message = message;
    }

    Answer answer(Platform platform) {
        return answer(platform, message);
    }

    private Answer answer(Platform platform, String what) {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("message", "(#" + code + ") " + what)
                .put("type", "OAuthException")
                .put("code", code);
        var subcode = platform == Platform.INSTAGRAM ? instagrams : messengers;
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", "AEmulator" + code);
        return Answer.refused(status, body);
    }

    static Answer of(Mistake mistake, Platform platform) {
        return INVALID.answer(platform, mistake.said());
    }
}
