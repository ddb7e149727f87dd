package baton.gateway.email;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Worded;
import baton.gateway.email.Mailbox.Strand;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundMessage;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Sends mails by SMTP, each over a connection of its own. */
record Postman(Sender sender, Session mail, String user, String password) {

    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    /** @param subject of mails to customers who have none in the mailbox */
    record Sender(String own, String name, String subject) {}

    /** Waits for the server. */
    Delivery deliver(OutboundMessage message, Optional<Enclosed> file, Optional<Strand> strand, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        var id = EmailFormat.idOf(message, sender.own());
        var letter = letter(message, file, strand, id, now);
        try (var transport = mail.getTransport("smtp")) {
            transport.connect(user, password);
            transport.sendMessage(letter, letter.getAllRecipients());
            return Deliveries.taken(Ids.fitting(id));
        } catch (AuthenticationFailedException wrong) {
            return Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
        } catch (MessagingException failure) {
            return outcome(failure);
        }
    }

    private MimeMessage letter(
            OutboundMessage message, Optional<Enclosed> file, Optional<Strand> strand, String id, Instant now)
            throws MessagingException, UnsupportedEncodingException {
        var letter = new MimeMessage(mail) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        letter.setFrom(new InternetAddress(sender.own(), sender.name(), StandardCharsets.UTF_8.name()));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(message.getAddress(), true));
        letter.setSentDate(Date.from(now));
        letter.setSubject(
                EmailFormat.answerTo(strand.map(Strand::subject).orElse(""), sender.subject()),
                StandardCharsets.UTF_8.name());
        if (file.isPresent()) {
            letter.setContent(new MimeMultipart(file.get().part()));
        } else {
            letter.setText(Worded.text(message), StandardCharsets.UTF_8.name());
        }
        letter.setHeader("X-Auto-Response-Suppress", "OOF, AutoReply");
        strand.filter(to -> !to.id().isEmpty()).ifPresent(to -> answer(letter, to));
        letter.saveChanges();
        return letter;
    }

    private static void answer(MimeMessage letter, Strand to) {
        try {
            letter.setHeader("In-Reply-To", to.id());
            letter.setHeader("References", String.join("\r\n ", to.references()));
        } catch (MessagingException readOnly) {
            throw new IllegalStateException("a mail of our own can be written to", readOnly);
        }
    }

    /** What the server said, in the last of the exceptions that hang on each other. */
    static Delivery outcome(MessagingException failure) {
        for (var one = failure; one != null; one = next(one)) {
            if (one.getNextException() instanceof Enclosed.Unreadable) {
                return Deliveries.later("file-away", Duration.ZERO);
            } else if (one instanceof SMTPAddressFailedException refused) {
                return outcome(refused.getReturnCode(), said(refused), "no-such-customer");
            } else if (one instanceof SMTPSendFailedException refused) {
                return outcome(refused.getReturnCode(), said(refused), "refused");
            }
        }
        return Deliveries.allLater("provider-away", Duration.ZERO);
    }

    private static String said(MessagingException refused) {
        return Optional.ofNullable(refused.getMessage()).orElse("");
    }

    private static @Nullable MessagingException next(MessagingException one) {
        return one.getNextException() instanceof MessagingException next ? next : null;
    }

    private static Delivery outcome(int code, String said, String word) {
        if (code >= 400 && code < 500) {
            return Deliveries.later("rate-limited", Duration.ZERO);
        }
        return Deliveries.failed(code == 550 || code == 551 || code == 553 ? word : "refused", said.strip());
    }
}
