package baton.gateway.email;

import baton.engine.FreePorts;
import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A mail server on the loopback (GreenMail), by IMAP and SMTP. What lies in its mailboxes outlasts a stop. */
public final class MailServer implements AutoCloseable {

    public static final String PASSWORD = "password";

    private static final String HOST = "127.0.0.1";

    private final Managers managers = new Managers();
    private final int imapPort = FreePorts.next();
    private final int smtpPort = FreePorts.next();
    private ImapServer imap;
    private SmtpServer smtp;

    public MailServer() {
        startAgain();
    }

    /** On the same ports as before. */
    public void startAgain() {
        imap = new ImapServer(new ServerSetup(imapPort, HOST, ServerSetup.PROTOCOL_IMAP), managers);
        smtp = new SmtpServer(new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP), managers);
        List.<AbstractServer>of(imap, smtp).forEach(AbstractServer::startService);
        Awaitility.await("mail server")
                .atMost(Duration.ofSeconds(30))
                .until(() -> imap.isRunning() && smtp.isRunning());
    }

    public int imapPort() {
        return imapPort;
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** Whoever this address belongs to has a mailbox from now on. */
    public void user(String address) {
        try {
            managers.getUserManager().createUser(address, address, PASSWORD);
        } catch (UserException twice) {
            throw new IllegalStateException(twice);
        }
    }

    private GreenMailUser mailbox(String address) {
        return managers.getUserManager().getUserByEmail(address);
    }

    /** Lays it into a mailbox, whether or not anybody can log in now. */
    public void brings(String to, String mail) throws MessagingException {
        mailbox(to)
                .deliver(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    /** All mails of a mailbox, the oldest first. */
    public List<MimeMessage> mails(String address) {
        try {
            return managers.getImapHostManager().getInbox(mailbox(address)).getMessages().stream()
                    .map(stored -> stored.getMimeMessage())
                    .toList();
        } catch (FolderException gone) {
            throw new IllegalStateException(gone);
        }
    }

    public int unseen(String address) throws MessagingException {
        var count = 0;
        for (var mail : mails(address)) {
            count += mail.isSet(Flags.Flag.SEEN) ? 0 : 1;
        }
        return count;
    }

    /** Everybody's connection ends, and no new one is taken. */
    public void stop() {
        smtp.stopService();
        imap.stopService();
    }

    @Override
    public void close() {
        stop();
    }
}
