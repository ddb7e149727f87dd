package baton.gateway.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Locale;
import java.util.Set;

/** Mails that no person has written: to answer one may begin a loop without end (RFC 3834), and they are nobody's conversation. */
final class Robots {

    private static final Set<String> IN_BULK = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> MACHINES =
            Set.of("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply");
    private static final String[] MARKS = {
        "X-Autoreply", "X-Autorespond", "X-Auto-Response", "List-Id", "List-Unsubscribe", "Feedback-ID", "X-Loop"
    };

    private Robots() {}

    /** @param own address of the company */
    static boolean hasWritten(Message mail, String own) throws MessagingException {
        var submitted = LetterReader.header(mail, "Auto-Submitted")
                .toLowerCase(Locale.ROOT)
                .strip();
        var precedence =
                LetterReader.header(mail, "Precedence").toLowerCase(Locale.ROOT).strip();
        if ((!submitted.isEmpty() && !submitted.startsWith("no")) || IN_BULK.contains(precedence)) {
            return true;
        }
        for (var mark : MARKS) {
            if (!LetterReader.header(mail, mark).isEmpty()) {
                return true;
            }
        }
        return LetterReader.header(mail, "Return-Path").strip().equals("<>") || isMachine(mail, own);
    }

    private static boolean isMachine(Message mail, String own) throws MessagingException {
        return LetterReader.sender(mail)
                .map(from -> from.getAddress().toLowerCase(Locale.ROOT))
                .filter(from -> from.equals(own) || MACHINES.contains(from.substring(0, from.indexOf('@'))))
                .isPresent();
    }
}
