package baton.e2e;

import static baton.e2e.PostOffice.HELP;
import static baton.e2e.PostOffice.OLENA;
import static baton.e2e.PostOffice.awaitMails;
import static baton.e2e.PostOffice.connected;
import static baton.e2e.PostOffice.link;
import static baton.e2e.PostOffice.mail;
import static baton.e2e.PostOffice.text;
import static baton.protocol.journal.v1.EpisodeEvent.FactCase.DELIVERY_FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers who write mails, through a mail server's IMAP and SMTP. */
@ExtendWith(InTheHouse.class)
@Timeout(270)
class MailIT {

    @Test
    void anAnswerAndTheReplyToItAreOneThreadAndOneConversation(Scene scene) throws Exception {
        var server = connected(scene);
        var anna = scene.agent("anna");

        server.brings(HELP, mail("<q1@example.org>", "Subject: Lamp 42\n", "Де моя лампа?"));
        var episode = taken(anna);
        var sent = anna.say(episode, "Вже їде.").getNumber();

        var answer = awaitMails(server, 1).get(0);
        assertThat(text(answer)).isEqualTo("Вже їде.");
        assertThat(answer.getSubject()).isEqualTo("Re: Lamp 42");
        assertThat(answer.getFrom()[0]).hasToString("Acme Help <" + HELP + ">");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly("<q1@example.org>");
        assertThat(answer.getHeader("References")).containsExactly("<q1@example.org>");
        await().until(() -> forwarded(anna, episode) == sent);

        var thread = "In-Reply-To: %1$s\nReferences: <q1@example.org> %1$s\n".formatted(answer.getMessageID());
        server.brings(
                HELP,
                mail(
                        "<q2@example.org>",
                        "Subject: Re: Lamp 42\n" + thread,
                        "Дякую!\n\nOn Thu, Nov 26, 2026 at 10:00 AM Acme Help <help@acme.example> wrote:\n> Вже їде."));
        anna.awaitTexts(episode, "Lamp 42\n\nДе моя лампа?", "Вже їде.", "Дякую!");
        var reply = anna.screen.entries(episode).lastEntry().getValue().getMessageReceived();
        assertThat(reply.getContent().getAboutNumber()).isEqualTo(sent);

        anna.say(episode, "Прошу.");
        var next = awaitMails(server, 2).get(1);
        assertThat(next.getSubject()).isEqualTo("Re: Lamp 42");
        assertThat(next.getHeader("In-Reply-To")).containsExactly("<q2@example.org>");
        assertThat(next.getHeader("References", " ").split("\\s+"))
                .containsExactly("<q1@example.org>", answer.getMessageID(), "<q2@example.org>");
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    @Test
    void fromTheWebChatToMailToTheTelephoneWithTheSameAgent(Scene scene) throws Exception {
        var server = connected(scene);
        var hop = new Hop(scene);
        var anna = hop.anna();

        assertThat(hop.typedCode()).as("a mail proves nobody").isEmpty();
        hop.visitor().askMailLink(OLENA);
        Web.submit(link(server, 1));
        hop.awaitLinked();
        anna.say(hop.episode(), "I see you are on the move.");
        assertThat(text(awaitMails(server, 2).get(1))).isEqualTo("I see you are on the move.");
        server.brings(HELP, mail("<c2@example.org>", "", "Can I call?"));
        anna.awaitTexts(hop.episode(), "Where is my lamp?", "I see you are on the move.", "Can I call?");

        hop.goesOnByTelephone("380501112262");
        anna.say(hop.episode(), "Here is the receipt.");
        assertThat(text(awaitMails(server, 3).get(2))).isEqualTo("Here is the receipt.");
        hop.isStillOneEpisode();
    }

    @Test
    void aPictureComesWithAMailAndAnOfferGoesBack(Scene scene) throws Exception {
        var picture = "\u0089PNG\r\n\u001a\n a lamp".getBytes(StandardCharsets.ISO_8859_1);
        var offer = "%PDF-1.7 an offer".getBytes(StandardCharsets.UTF_8);
        var server = connected(scene);
        var anna = scene.agent("anna");

        server.brings(HELP, withPicture("The lamp is broken:", "lamp 1.png", picture));
        var episode = taken(anna);
        var stored = StoredFile.of(anna, episode);
        anna.attach(episode, "пропозиція.pdf", offer);

        assertThat(stored).isEqualTo(StoredFile.as("lamp 1.png", "image/png", picture));
        var parts = (MimeMultipart) awaitMails(server, 1).get(0).getContent();
        assertThat(parts.getBodyPart(0).getFileName()).isEqualTo("пропозиція.pdf");
        assertThat(parts.getBodyPart(0).getInputStream().readAllBytes()).isEqualTo(offer);
    }

    @Test
    void aMailThatComesBackIsShownAsNotDelivered(Scene scene) throws Exception {
        var server = connected(scene);
        var anna = scene.agent("anna");
        server.brings(HELP, mail("<b1@example.org>", "", "Where is my lamp?"));
        var episode = taken(anna);
        var sent = anna.say(episode, "On its way.").getNumber();
        var lost = awaitMails(server, 1).get(0).getMessageID();
        await().until(() -> forwarded(anna, episode) == sent);

        server.brings(HELP, returned(lost));

        await().until(() -> anna.facts(episode).contains(DELIVERY_FAILED));
        var failed = anna.screen.entries(episode).lastEntry().getValue().getDeliveryFailed();
        assertThat(failed.getCode()).isEqualTo("no-such-customer");
        assertThat(failed.getNumber()).isEqualTo(sent);
    }

    @Test
    void aServerThatStopsAndComesBackCostsNoMailAndDoublesNone(Scene scene) throws Exception {
        var server = connected(scene);
        var anna = scene.agent("anna");
        server.brings(HELP, mail("<s1@example.org>", "", "Where is my lamp?"));
        var episode = taken(anna);
        var first = anna.say(episode, "One").getNumber();
        await().until(() -> forwarded(anna, episode) == first);

        server.stop();
        anna.say(episode, "Two");
        var last = anna.say(episode, "Three").getNumber();
        server.brings(HELP, mail("<s2@example.org>", "", "And now?"));
        server.startAgain();

        await().until(() -> forwarded(anna, episode) == last);
        anna.awaitTexts(episode, "Where is my lamp?", "One", "Two", "Three", "And now?");
        await().until(() -> server.unseen(HELP) == 0);
        anna.say(episode, "Four");
        assertThat(texts(awaitMails(server, 4))).containsExactly("One", "Two", "Three", "Four");
        assertThat(anna.facts(episode)).doesNotContain(DELIVERY_FAILED);
        assertThat(scene.journal().episodes()).containsExactly(episode);
    }

    private static String withPicture(String text, String name, byte[] bytes) {
        return "From: Olena <%s>\nTo: %s\nMessage-ID: <p1@example.org>\n".formatted(OLENA, HELP)
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=edge\n\n"
                + "--edge\nContent-Type: text/plain\n\n" + text + "\n"
                + "--edge\nContent-Type: image/png; name=\"" + name + "\"\nContent-Disposition: attachment\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString(bytes) + "\n--edge--\n";
    }

    /** As the customer's server says that there is no such mailbox (RFC 3464). */
    private static String returned(String id) {
        return """
                From: MAILER-DAEMON@example.org
                To: %s
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=r

                --r
                Content-Type: text/plain

                Sorry.
                --r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --r
                Content-Type: text/rfc822-headers

                From: %s
                Message-ID: %s
                --r--
                """
                .formatted(HELP, OLENA, HELP, id);
    }

    private static String taken(DeskClient agent) {
        var episode = agent.awaitOffer("text").getEpisodeId();
        agent.takeChat(episode);
        return episode;
    }

    /** Up to which entry the server has everything. */
    private static int forwarded(DeskClient agent, String episode) {
        return agent.episode(episode).getLegs(0).getOutlet().getForwarded();
    }

    private static List<String> texts(List<MimeMessage> mails) throws Exception {
        var texts = new ArrayList<String>();
        for (var mail : mails) {
            texts.add(text(mail));
        }
        return texts;
    }
}
