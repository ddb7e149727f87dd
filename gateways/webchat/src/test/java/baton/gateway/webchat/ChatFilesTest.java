package baton.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.web.ServedDoor;
import baton.engine.web.SocketProbe;
import baton.protocol.journal.v1.Content;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's files: uploaded by HTTP with a ticket from the socket, sent and asked for over the socket. */
class ChatFilesTest {

    private final ServedDoor door = new ServedDoor(new WebchatGateway(), "");
    private SocketProbe customer;

    @BeforeEach
    void greet() {
        customer = greeted();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theWelcomeSaysWhatMayBeSent() {
        var welcome =
                connect().send("{\"hello\":{\"site\":\"acme-site\"}}").next().getWelcome();

        assertThat(welcome.getMaxFile()).isEqualTo(1000);
        assertThat(welcome.getFileTypesList()).containsExactly("image/png", "application/pdf");
    }

    @Test
    void aFileIsUploadedAndSentLikeAMessage() {
        var upload = upload(customer, "cat.png", "meow");

        customer.send("{\"say\":{\"messageId\":\"m1\",\"upload\":\"" + upload + "\"}}")
                .nextAccepted();

        assertThat(door.engine.messages).hasSize(1);
        var content = door.engine.messages.get(0).getContent();
        assertThat(content.getHash()).isEqualTo("cat.png");
        assertThat(content.getKind()).isEqualTo("image");
        assertThat(door.engine.messages.get(0).getText()).isEmpty();
    }

    @Test
    void nobodySendsWhatAnotherCustomerHasUploaded() {
        var upload = upload(customer, "cat.png", "meow");
        var other = greeted();

        other.send("{\"say\":{\"messageId\":\"m1\",\"upload\":\"" + upload + "\"}}");

        assertThat(other.next().getRefused().getCode()).isEqualTo("no-such-upload");
        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void aFileGoesAlone() {
        var upload = upload(customer, "cat.png", "meow");

        customer.send("{\"say\":{\"messageId\":\"m1\",\"text\":\"look\",\"upload\":\"" + upload + "\"}}");

        assertThat(customer.next().getRefused().getCode()).isEqualTo("file-with-text");
    }

    @Test
    void aTicketIsGoodForTenMinutesAndCannotBeMadeUp() {
        var url = granted(customer, "cat.png");
        door.putClockForward(Duration.ofMinutes(11));

        assertThat(door.post(url, "meow").statusCode()).isEqualTo(403);
        assertThat(door.post("/chat/files/made-up", "meow").statusCode()).isEqualTo(403);
        assertThat(door.engine.files.stored).isEmpty();
    }

    @Test
    void whatIsTooLargeIsSaidBeforeItIsUploaded() {
        customer.send("{\"askUpload\":{\"ref\":\"u1\",\"name\":\"film.mp4\",\"size\":\"1001\"}}");

        assertThat(customer.next().getRefused().getCode()).isEqualTo("too-large");
    }

    @Test
    void theFileOfAnEntryIsBehindAFreshLink() {
        door.engine.attached.put(
                "episode-1 7", Content.newBuilder().setHash("abc").build());

        customer.send("{\"askFile\":{\"episodeId\":\"episode-1\",\"number\":7}}");
        var link = customer.next().getFileLink();
        customer.send("{\"askFile\":{\"episodeId\":\"episode-1\",\"number\":8}}");
        var refused = customer.next().getRefused();

        assertThat(link.getUrl()).isEqualTo("/files/acme/abc");
        assertThat(link.getNumber()).isEqualTo(7);
        assertThat(refused.getRef()).isEqualTo("file 8");
        assertThat(refused.getCode()).isEqualTo("no-such-file");
    }

    private String upload(SocketProbe socket, String name, String bytes) {
        var answer = door.post(granted(socket, name), bytes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceFirst(".*\"upload\":\"([^\"]+)\".*", "$1");
    }

    private static String granted(SocketProbe socket, String name) {
        var granted = socket.send("{\"askUpload\":{\"ref\":\"u1\",\"name\":\"" + name + "\",\"size\":\"4\"}}")
                .next()
                .getUploadGranted();
        assertThat(granted.getRef()).isEqualTo("u1");
        return granted.getUrl();
    }

    private SocketProbe greeted() {
        var socket = connect().send("{\"hello\":{\"site\":\"acme-site\"}}");
        assertThat(socket.next().hasWelcome()).isTrue();
        return socket;
    }

    private SocketProbe connect() {
        return door.connect("/ws/chat", List.of("baton.v1"));
    }
}
