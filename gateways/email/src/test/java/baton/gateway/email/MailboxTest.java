package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.FakeEngine;
import baton.engine.spi.FileSource;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ServedDoor;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.Receipt;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With a mail server on the loopback: GreenMail, by IMAP and SMTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxTest {

    private static final String OWN = "help@acme.example";
    private static final String ANN = "ann@example.org";

    private final EmailGateway gateway = new EmailGateway();
    private final MailServer server = new MailServer();
    private ServedDoor door;
    private Line line;
    private int letters;

    @BeforeAll
    void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        server.user(OWN);
        server.user(ANN);
        door = new ServedDoor(gateway, "");
        line = gateway.connect("acme", account("password"));
        await().until(line::up);
    }

    @AfterAll
    void disconnect() {
        line.close();
        door.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        door.engine.messages.clear();
        door.engine.answer = Optional.empty();
        door.engine.full.clear();
    }

    @Test
    void aMailComesAtOnceAndIsMarkedAsSeenWhenItIsStored() throws Exception {
        var stored = new CompletableFuture<Receipt>();
        door.engine.answer = Optional.of(stored);
        comes("Shoes", "Do you have 42?", "");
        await().atMost(Duration.ofSeconds(15)).until(() -> !door.engine.messages.isEmpty());
        await().during(Duration.ofMillis(500)).until(() -> server.unseen(OWN) == 1);

        stored.complete(Receipt.getDefaultInstance());

        await().until(() -> server.unseen(OWN) == 0);
        assertThat(door.engine.messages.get(0).getText()).isEqualTo("Shoes\n\nDo you have 42?");
        assertThat(door.engine.messages.get(0).getAddress()).isEqualTo(ANN);
    }

    @Test
    void mailsKeepTheirOrderAndNoneIsForgotten() throws Exception {
        for (var i = 1; i <= 20; i++) {
            comes("", "mail " + i, "");
        }

        await().until(() -> door.engine.messages.size() >= 20);

        assertThat(door.engine.messages)
                .extracting(InboundMessage::getText)
                .hasSize(20)
                .startsWith("mail 1", "mail 2", "mail 3")
                .endsWith("mail 19", "mail 20");
    }

    @Test
    void whatCouldNotBeStoredIsReadAgain() throws Exception {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("try-again", 1)));
        comes("", "once more", "");
        await().until(() -> !door.engine.messages.isEmpty());
        assertThat(server.unseen(OWN)).isEqualTo(1);
        door.engine.answer = Optional.empty();

        await().until(() -> server.unseen(OWN) == 0);

        var ids =
                door.engine.messages.stream().map(InboundMessage::getMessageId).distinct();
        assertThat(ids).hasSize(1);
    }

    @Test
    void whoeverHasFilledTheirConversationHoldsUpNobodyElsesMailsAndTheirsFitInLater() throws Exception {
        door.engine.full.add("flo@example.org");
        for (var i = 0; i < 60; i++) {
            server.brings(OWN, "From: flo@example.org\nTo: help@acme.example\nSubject: flood " + i + "\n\nmore\n");
        }
        comes("", "Do you have 42?", "");

        await().until(() -> door.engine.messages.stream()
                .anyMatch(message -> message.getAddress().equals(ANN)));

        await().until(() -> server.unseen(OWN) == 60);

        door.engine.full.clear();
        door.putClockForward(Aside.PAUSE);
        comes("", "And 43?", "");

        await().until(() -> server.unseen(OWN) == 0);
        assertThat(door.engine.messages)
                .extracting(InboundMessage::getText)
                .contains("And 43?", "flood 0\n\nmore", "flood 59\n\nmore");
    }

    @Test
    void whatARobotWritesIsLeftAlone() throws Exception {
        comes("Out of office", "I am away", "Auto-Submitted: auto-replied\n");

        await().until(() -> server.unseen(OWN) == 0 && server.mails(OWN).size() > 0);

        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void anAnswerContinuesTheThreadOfTheCustomersLastMail() throws Exception {
        var id =
                comes("=?UTF-8?Q?Schuhe_f=C3=BCr_M=C3=BCnchen?=", "Haben Sie 42?", "References: <older@example.org>\n");
        await().until(() -> server.unseen(OWN) == 0);
        var before = server.mails(ANN).size();

        assertThat(deliver("Так, є. ☺\nЩе щось?", 7)).isEqualTo(Deliveries.taken("<e1.7@acme.example>"));

        await().until(() -> server.mails(ANN).size() > before);
        var answer = server.mails(ANN).get(before);
        assertThat(answer.getSubject()).isEqualTo("Re: Schuhe für München");
        assertThat(answer.getMessageID()).isEqualTo("<e1.7@acme.example>");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly(id);
        assertThat(answer.getHeader("References", " ").replaceAll("\\s+", " ")).isEqualTo("<older@example.org> " + id);
        assertThat(answer.getFrom()[0]).hasToString("Acme Help <help@acme.example>");
        assertThat(answer.getContent().toString().lines()).containsExactly("Так, є. ☺", "Ще щось?");
    }

    @Test
    void aCustomerWhoHasNoMailInTheMailboxGetsANewThread() throws Exception {
        server.user("bob@example.org");

        assertThat(deliver("bob@example.org", "Hello Bob", 8).hasTaken()).isTrue();

        await().until(() -> server.mails("bob@example.org").size() == 1);
        assertThat(server.mails("bob@example.org").get(0).getSubject()).isEqualTo("Your question");
        assertThat(server.mails("bob@example.org").get(0).getHeader("In-Reply-To"))
                .isNull();
    }

    @Test
    void aLinkThatAnybodyMayHaveAskedForIsNoAnswerInTheThreadOfItsReader() throws Exception {
        comes("Shoes", "Do you have 42?", "");
        await().until(() -> server.unseen(OWN) == 0);
        var before = server.mails(ANN).size();
        var link = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("email")
                .setAddress(ANN)
                .setEpisodeId("e9")
                .setNumber(4)
                .setText("https://chat.example/mail/acme/x")
                .setProofLanguage("uk")
                .build();

        assertThat(deliver(link).hasTaken()).isTrue();

        await().until(() -> server.mails(ANN).size() > before);
        var letter = server.mails(ANN).get(before);
        assertThat(letter.getSubject()).isEqualTo("Продовжити електронною поштою?");
        assertThat(letter.getHeader("In-Reply-To")).isNull();
        assertThat(letter.getHeader("References")).isNull();
    }

    @Test
    void aSubjectCannotBringHeadersOfItsOwn() throws Exception {
        comes("=?UTF-8?Q?Hi=0D=0ABcc:_evil@example.org?=", "x", "");
        await().until(() -> server.unseen(OWN) == 0);
        var before = server.mails(ANN).size();

        deliver("fine", 9);

        await().until(() -> server.mails(ANN).size() > before);
        assertThat(server.mails(ANN).get(before).getHeader("Bcc")).isNull();
        assertThat(server.mails(ANN).get(before).getSubject()).isEqualTo("Re: Hi Bcc: evil@example.org");
    }

    @Test
    void aWrongPasswordIsNotLetIn() {
        var other = gateway.connect("globex", account("guessed"));

        await().during(Duration.ofSeconds(2)).until(() -> !other.up());
        other.close();
    }

    @Test
    void aServerThatStopsIsFoundAgain() throws Exception {
        server.stop();
        await().until(() -> !line.up());
        assertThat(deliver("are you there?", 13).getPostponed().getWholeAccount())
                .isTrue();
        comes("", "I wrote meanwhile", "");

        server.startAgain();

        await().until(line::up);
        await().until(() -> server.unseen(OWN) == 0);
        assertThat(door.engine.messages).extracting(InboundMessage::getText).containsExactly("I wrote meanwhile");
        assertThat(deliver("here we are", 14)).isEqualTo(Deliveries.taken("<e1.14@acme.example>"));
    }

    @Test
    void aFileGoesOutWithItsNameInAnyLetters() throws Exception {
        var bytes = "%PDF-1.7 " + "a bill ".repeat(20_000);
        door.engine.files.put("hash", ByteString.fromString(bytes));
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("email")
                .setAddress("carl@example.org")
                .setEpisodeId("e1")
                .setNumber(11);
        message.getFileBuilder()
                .setKind("file")
                .setName("рахунок за жовтень, дуже довга назва.pdf")
                .setMediaType("application/pdf")
                .setSize(bytes.length())
                .setHash("hash");
        server.user("carl@example.org");

        assertThat(deliver(message.build()).hasTaken()).isTrue();

        await().until(() -> !server.mails("carl@example.org").isEmpty());
        var mail = server.mails("carl@example.org").get(0);
        var part = ((MimeMultipart) mail.getContent()).getBodyPart(0);
        assertThat(part.getFileName()).isEqualTo("рахунок за жовтень, дуже довга назва.pdf");
        assertThat(part.getDisposition()).isEqualTo("attachment");
        assertThat(part.getContentType()).startsWith("application/pdf");
        assertThat(part.getInputStream().readAllBytes()).isEqualTo(bytes.getBytes(StandardCharsets.UTF_8));
        assertThat(part.getHeader("Content-Disposition")[0])
                .contains("filename*")
                .matches("[\\s!-~]+");
    }

    @Test
    void aFileOfOursThatCannotBeReadKeepsNobodyElseWaiting() throws Exception {
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("email")
                .setAddress(ANN)
                .setEpisodeId("e1")
                .setNumber(12);
        message.getFileBuilder()
                .setName("a.pdf")
                .setMediaType("application/pdf")
                .setHash("none");

        assertThat(deliver(message.build())).isEqualTo(Deliveries.later("file-away", Duration.ZERO));
    }

    @Test
    void aFileOfACustomersMailIsReadFromTheMailbox() throws Exception {
        comes(
                "",
                "--edge\nContent-Type: text/plain\n\nLook\n"
                        + "--edge\nContent-Type: image/png; name=\"lamp.png\"\nContent-Disposition: attachment\n"
                        + "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--edge--",
                "",
                "multipart/mixed; boundary=edge");
        await().until(() -> door.engine.messages.size() == 2);
        var reference = door.engine.messages.get(1).getContent().getReference();

        assertThat(bytes(fetch("password", reference)))
                .isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        assertThat(bytes(fetch("password", reference))).hasSize(8);
        assertThat(fetch("password", reference.replaceFirst("[0-9]+$", "1"))).isEqualTo(new FileSource.Never("gone"));
        assertThat(fetch("password", reference.replaceFirst("/[0-9]+/", "/4000000/")))
                .isEqualTo(new FileSource.Never("gone"));
        assertThat(fetch("password", reference.replaceFirst("^[0-9]+", "1"))).isEqualTo(new FileSource.Never("gone"));
        assertThat(fetch("password", "../etc")).isEqualTo(new FileSource.Never("bad-source"));
        assertThat(fetch("wrong", reference)).isEqualTo(new FileSource.Later(Duration.ofSeconds(60), "bad-account"));
    }

    private FileSource fetch(String password, String reference) throws Exception {
        return gateway.fetch(account(password), reference).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private byte[] bytes(FileSource source) throws Exception {
        return ((FileSource.Bytes) source)
                .bytes()
                .runWith(Sink.fold(ByteString.emptyByteString(), ByteString::concat), door.engine.system())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .toArray();
    }

    private String comes(String subject, String text, String headers) throws Exception {
        return comes(subject, text, headers, "text/plain; charset=utf-8");
    }

    private String comes(String subject, String text, String headers, String type) throws Exception {
        var id = "<" + ++letters + "@example.org>";
        var mail = "From: Ann <ann@example.org>\nTo: help@acme.example\nMessage-ID: " + id + "\n" + headers
                + (subject.isEmpty() ? "" : "Subject: " + subject + "\n")
                + "MIME-Version: 1.0\nContent-Type: " + type + "\nContent-Transfer-Encoding: 8bit\n\n"
                + text + "\n";
        server.brings(OWN, mail);
        return id;
    }

    private Delivery deliver(String text, int number) throws Exception {
        return deliver(ANN, text, number);
    }

    private Delivery deliver(String to, String text, int number) throws Exception {
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("email")
                .setAddress(to)
                .setEpisodeId("e1")
                .setNumber(number)
                .setText(text)
                .build();
        return deliver(message);
    }

    private Delivery deliver(OutboundMessage message) throws Exception {
        return gateway.deliver(account("password"), message)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private ChannelAccount account(String password) {
        return new ChannelAccount(
                "email",
                Map.of(
                        "address", OWN,
                        "name", "Acme Help",
                        "subject", "Your question",
                        "imapHost", "127.0.0.1",
                        "imapPort", String.valueOf(server.imapPort()),
                        "smtpHost", "127.0.0.1",
                        "smtpPort", String.valueOf(server.smtpPort()),
                        "encryption", "none"),
                Map.of("password", password));
    }
}
