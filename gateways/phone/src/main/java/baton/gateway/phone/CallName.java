package baton.gateway.phone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.message.Request;

/**
 * Which call it is, for every node: it is the user part of the Contact that we give in a call's dialogs, so that each request in them
 * names its call. Who knows a name knows nothing yet: the dialog's tags count.
 */
record CallName(String tenant, String callId) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32})-([a-z0-9_-]{1,40})");

    String user() {
        return callId + "-" + tenant;
    }

    static Optional<CallName> in(Request request) {
        if (!(request.getRequestURI() instanceof SipURI uri) || uri.getUser() == null) {
            return Optional.empty();
        }
        var text = TEXT.matcher(uri.getUser());
        return text.matches() ? Optional.of(new CallName(text.group(2), text.group(1))) : Optional.empty();
    }

    /**
     * What every node makes of an attempt to ring a phone in this call, so that another one can cancel it.
     *
     * @param word what it is for: one attempt has several
     * @param number how often the call had changed its door
     */
    String derived(String word, String offerId, int number) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = String.join("\0", word, tenant, callId, offerId, String.valueOf(number));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
