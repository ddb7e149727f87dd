package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Wrote;
import baton.protocol.gateway.v1.InboundMessage;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as they come over the wire. */
class LettersTest {

    private static final String PLAIN =
            """
            From: =?UTF-8?B?0JDQvdC90LA=?= <Ann@Example.org>
            To: help@acme.example
            Subject: =?UTF-8?Q?=D0=92=D0=B7=D1=83=D1=82=D1=82=D1=8F?=
            Message-ID: <1@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Чи є 42 розмір?
            """;

    @Test
    void aNewMailBeginsWithItsSubject() throws Exception {
        assertThat(read(PLAIN))
                .containsExactly(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("email")
                        .setAddress("ann@example.org")
                        .setName("Анна")
                        .setMessageId("<1@example.org>")
                        .setText("Взуття\n\nЧи є 42 розмір?")
                        .build());
    }

    @Test
    void anAnswerNamesWhatItAnswersAndHasNeitherSubjectNorQuote() throws Exception {
        var answer = read(PLAIN.replace("MIME-Version", "In-Reply-To: <e1.7@acme.example>\nMIME-Version")
                + "\nOn Thu, 26 Nov 2026 at 10:00, Acme <help@acme.example> wrote:\n> Hello\n");

        assertThat(answer).hasSize(1);
        assertThat(answer.get(0).getText()).isEqualTo("Чи є 42 розмір?");
        assertThat(answer.get(0).getContent().getAbout()).isEqualTo("<e1.7@acme.example>");
    }

    @Test
    void ofAMailAsLongAsABookTheBeginningIsTakenAndItIsSaidWhereTheRestIs() throws Exception {
        var all = read(PLAIN.replace("Чи є 42 розмір?", "42? ".repeat(100_000)));

        assertThat(all).hasSize(2);
        assertThat(all.get(0).getText())
                .startsWith("Взуття\n\n42? ")
                .endsWith("…")
                .hasSize(64_000);
        assertThat(all.get(1).getContent().getKind()).isEqualTo("unsupported");
        assertThat(all.get(1).getContent().getName()).isEqualTo("the rest of this mail, which is in the mailbox");
        assertThat(all.get(1).getMessageId()).isNotEqualTo(all.get(0).getMessageId());
    }

    @Test
    void aMailWithoutAnIdIsKnownByItsPlaceInTheMailbox() throws Exception {
        assertThat(read(PLAIN.replace("Message-ID: <1@example.org>\n", ""))
                        .get(0)
                        .getMessageId())
                .isEqualTo("mailbox 7/42");
    }

    @Test
    void ofTwoFormsThePlainOneIsReadAndFilesAreMessagesOfTheirOwn() throws Exception {
        var all = read(
                """
                From: ann@example.org
                Subject: Shoes
                Message-ID: <2@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain; charset=koi8-u
                Content-Transfer-Encoding: base64

                8NLJ18XU
                --b
                Content-Type: text/html

                <p>html</p>
                --b--
                --a
                Content-Type: application/pdf; name="bill.pdf"
                Content-Disposition: attachment; filename="bill.pdf"
                Content-Transfer-Encoding: base64

                AAAA
                --a
                Content-Type: image/png
                Content-Disposition: inline

                x
                --a--
                """);

        assertThat(all).hasSize(3);
        assertThat(all.get(0).getText()).isEqualTo("Shoes\n\nПривет");
        assertThat(all.get(1).getContent().getKind()).isEqualTo("file");
        assertThat(all.get(1).getContent().getName()).isEqualTo("bill.pdf");
        assertThat(all.get(2).getContent().getKind()).isEqualTo("image");
        assertThat(all).extracting(InboundMessage::getMessageId).doesNotHaveDuplicates();
        assertThat(all.get(1).getContent().getReference()).endsWith("/0");
        assertThat(all.get(2).getContent().getReference()).endsWith("/1");
    }

    @Test
    void htmlAloneIsReadAsText() throws Exception {
        var mail = PLAIN.replace("text/plain", "text/html")
                .replace("Чи є 42 розмір?", "<p>Чи є <b>42</b> розмір?</p><script>x</script>");

        assertThat(read(mail).get(0).getText()).isEqualTo("Взуття\n\nЧи є 42 розмір?");
    }

    @Test
    void anAlphabetThatNobodyKnowsIsReadAsWellAsPossible() throws Exception {
        assertThat(read(PLAIN.replace("charset=utf-8", "charset=klingon-8"))
                        .get(0)
                        .getText())
                .contains("42");
    }

    @Test
    void depthAndNumberOfPartsAreBounded() throws Exception {
        var deep = new StringBuilder("From: ann@example.org\nMessage-ID: <3@example.org>\nMIME-Version: 1.0\n");
        for (var i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        var wide = new StringBuilder("From: ann@example.org\nMessage-ID: <3@example.org>\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=w\n\n");
        wide.append("--w\nContent-Type: application/x-thing\nContent-Disposition: attachment\n\nx\n".repeat(5_000))
                .append("--w--\n");

        assertThat(happenings(deep.toString())).isNotEmpty();
        assertThat(read(wide.toString())).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "Precedence: bulk",
                "Precedence: auto_reply",
                "List-Id: <news.example.org>",
                "X-Autoreply: yes",
                "Return-Path: <>",
            })
    void whatARobotHasWrittenIsNoMessage(String header) throws Exception {
        assertThat(Robots.hasWritten(mail(header + "\n" + PLAIN), "help@acme.example"))
                .isTrue();
    }

    @Test
    void ourOwnMailsAndThoseOfMachinesAreNoMessages() throws Exception {
        assertThat(Robots.hasWritten(mail(PLAIN), "ann@example.org")).isTrue();
        assertThat(Robots.hasWritten(mail(PLAIN.replace("Ann@Example.org", "MAILER-DAEMON@example.org")), "x@y"))
                .isTrue();
        assertThat(Robots.hasWritten(mail("Auto-Submitted: no\n" + PLAIN), "help@acme.example"))
                .isFalse();
    }

    @Test
    void whatCameBackNamesTheMailAndTheReason() throws Exception {
        var bounce = Bounce.in(
                        mail(
                                """
                From: MAILER-DAEMON@example.org
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=r

                --r
                Content-Type: text/plain

                Sorry.
                --r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; Ann@Example.org
                Action: failed
                Status: 5.1.1
                --r
                Content-Type: text/rfc822-headers

                From: help@acme.example
                Message-ID: <e1.7@acme.example>
                --r--
                """))
                .orElseThrow();

        assertThat(bounce).isEqualTo(new Bounce("<e1.7@acme.example>", "ann@example.org", "5.1.1"));
        assertThat(bounce.code()).isEqualTo("no-such-customer");
        assertThat(Bounce.in(mail(PLAIN))).isEmpty();
    }

    private static List<InboundMessage> read(String mail) throws Exception {
        return happenings(mail).stream()
                .map(happening -> ((Wrote) happening).message())
                .toList();
    }

    private static List<Happening> happenings(String mail) throws Exception {
        return EmailFormat.in("acme", LetterReader.read(mail(mail)), "7/42");
    }

    private static MimeMessage mail(String text) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
