package baton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.email.MailServer;
import baton.protocol.config.v1.ChannelAccount;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Mails between a scene's company and its customer Olena. */
final class PostOffice {

    static final String HELP = "help@acme.example";
    static final String OLENA = "olena@example.org";

    private static final Pattern LINK = Pattern.compile("http://\\S+/mail/\\S+");

    private PostOffice() {}

    /** A mail server, on which this scene's company and Olena have mailboxes. */
    static MailServer connected(Scene scene) {
        var server = scene.opened(new MailServer());
        server.user(HELP);
        server.user(OLENA);
        Boss.connects(scene, account(server));
        return server;
    }

    private static ChannelAccount account(MailServer server) {
        return ChannelAccount.newBuilder()
                .setChannel("email")
                .putAllSettings(Map.of(
                        "address", HELP,
                        "name", "Acme Help",
                        "imapHost", "127.0.0.1",
                        "imapPort", String.valueOf(server.imapPort()),
                        "smtpHost", "127.0.0.1",
                        "smtpPort", String.valueOf(server.smtpPort()),
                        "encryption", "none"))
                .putSecrets("password", MailServer.PASSWORD)
                .build();
    }

    static String mail(String id, String headers, String text) {
        return "From: Olena <%s>\nTo: %s\nMessage-ID: %s\n%s".formatted(OLENA, HELP, id, headers)
                + "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
                + text + "\n";
    }

    /** All that Olena has got, when it is so many. */
    static List<MimeMessage> awaitMails(MailServer server, int count) {
        await().until(() -> server.mails(OLENA).size() >= count);
        assertThat(server.mails(OLENA)).hasSize(count);
        return server.mails(OLENA);
    }

    static String text(MimeMessage mail) throws Exception {
        return mail.getContent().toString().strip();
    }

    /** The link that proves an address, out of the mail that came there as the so manieth. */
    static URI link(MailServer server, int mails) {
        try {
            var mail = awaitMails(server, mails).get(mails - 1);
            assertThat(mail.getFrom()[0]).hasToString("Acme Help <" + HELP + ">");
            var found = LINK.matcher(text(mail));
            assertThat(found.find()).isTrue();
            return URI.create(found.group());
        } catch (Exception unread) {
            throw new IllegalStateException(unread);
        }
    }
}
