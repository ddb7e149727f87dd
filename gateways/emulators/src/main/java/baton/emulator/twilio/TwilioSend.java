package baton.emulator.twilio;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Mistake;
import baton.emulator.wire.Mistake.Kind;
import java.util.List;

/**
 * A message of the company, read strictly. The real one overlooks parameters that it does not know.
 *
 * @param to as E.164 writes it
 * @param callback where to tell what becomes of it; empty for nowhere
 */
record TwilioSend(String to, String body, List<String> media, String callback) {

    private static final int LONGEST_NUMBER = 34;
    private static final int LONGEST_BODY = 1600;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int MOST_FILES = 10;

    /** Fields of the form that may be there more than once. */
    static final String REPEATED = "MediaUrl";

    static TwilioSend read(Fields form, TwilioAccount account) throws Mistake {
        var to = form.text("To", LONGEST_NUMBER);
        require(to.matches("[+][1-9][0-9]{7,14}"), "To", "To is not in the form of E.164");
        from(form, account);
        var media = form.has(REPEATED) ? form.texts(REPEATED) : List.<String>of();
        if (media.size() > MOST_FILES) {
            throw new Mistake(Kind.TOO_LONG, REPEATED, "there are more than " + MOST_FILES);
        }
        for (var address : media) {
            require(isAddress(address), REPEATED, "it must be an address of the web");
        }
        var body = media.isEmpty()
                ? form.text("Body", LONGEST_BODY)
                : form.optionalText("Body", LONGEST_BODY).orElse("");
        var callback = form.optionalText("StatusCallback", LONGEST_ADDRESS).orElse("");
        require(callback.isEmpty() || isAddress(callback), "StatusCallback", "it must be an address of the web");
        form.done();
        return new TwilioSend(to, body, media, callback);
    }

    /** The account's number. There are no messaging services here. */
    private static void from(Fields form, TwilioAccount account) throws Mistake {
        require(form.text("From", LONGEST_NUMBER).equals(account.number()), "From", "it is not the account's number");
    }

    private static boolean isAddress(String text) {
        return text.matches("https?://[!-~]+");
    }

    private static void require(boolean right, String field, String what) throws Mistake {
        if (!right) {
            throw new Mistake(Kind.WRONG_VALUE, field, what);
        }
    }

    /** What the telephone shows. */
    String text() {
        return media.isEmpty() ? body : (body + "\n" + String.join("\n", media)).strip();
    }
}
