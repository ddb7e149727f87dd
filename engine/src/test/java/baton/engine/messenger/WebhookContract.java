package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.engine.spi.ChannelGateway;
import baton.engine.spi.FakeEngine;
import baton.engine.web.ServedDoor;
import baton.protocol.config.v1.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the webhook of every messenger promises, through real HTTP. Extend it in the door's own tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WebhookContract {

    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    protected ServedDoor door;

    /** A new door, not yet open. */
    protected abstract ChannelGateway gateway();

    /** The account of acme. */
    protected abstract ChannelAccount account();

    /** Two text messages, "first" and "second", of one customer, as the provider sends them; in one body if it ever does that. */
    protected abstract List<String> twoMessages();

    /** As the provider proves that it comes from there. */
    protected abstract Request signed(byte[] body);

    /** The same with a wrong proof, and without any. */
    protected abstract List<Request> forged(byte[] body);

    protected int statusOfWhatCannotBeRead() {
        return 400;
    }

    /** @param headers names and values by turns */
    public record Request(byte[] body, String... headers) {}

    @BeforeAll
    void openDoor() {
        door = new ServedDoor(gateway(), "", List.of(account()));
    }

    @AfterAll
    void closeDoor() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.engine.messages.clear();
        door.engine.receipts.clear();
        door.engine.remarks.clear();
        door.engine.answer = Optional.empty();
    }

    protected final HttpResponse<String> post(String tenant, Request request) {
        return door.post("/hooks/" + account().getChannel() + "/" + tenant, request.body(), request.headers());
    }

    protected final HttpResponse<String> tell(String body) {
        return post("acme", signed(bytes(body)));
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void itAnswersAfterEverythingIsStored() {
        var answers = twoMessages().stream().map(this::tell).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(door.engine.messages).hasSize(2).allSatisfy(message -> {
            assertThat(message.getTenant()).isEqualTo("acme");
            assertThat(message.getChannel()).isEqualTo(account().getChannel());
            assertThat(message.getMessageId()).isNotEmpty();
        });
    }

    @Test
    void nothingIsAnsweredBeforeItIsStored() {
        var stored = new CompletableFuture<Receipt>();
        door.engine.answer = Optional.of(stored);

        var answer = CompletableFuture.supplyAsync(() -> tell(twoMessages().get(0)));

        await().until(() -> !door.engine.messages.isEmpty());
        assertThat(answer).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
        assertThat(door.engine.messages).as("what comes after it waits").hasSize(1);
        stored.complete(Receipt.getDefaultInstance());
        assertThat(answer).succeedsWithin(Duration.ofSeconds(30)).returns(200, HttpResponse::statusCode);
    }

    @Test
    void messagesKeepTheirOrder() {
        twoMessages().forEach(this::tell);

        assertThat(door.engine.messages).extracting(InboundMessage::getText).containsExactly("first", "second");
    }

    @Test
    void aRepeatedWebhookTellsTheSameIds() {
        twoMessages().forEach(this::tell);
        twoMessages().forEach(this::tell);

        var ids =
                door.engine.messages.stream().map(InboundMessage::getMessageId).toList();
        assertThat(ids).hasSize(4);
        assertThat(ids.subList(2, 4)).isEqualTo(ids.subList(0, 2)).doesNotHaveDuplicates();
    }

    @Test
    void whatCouldNotBeStoredIsAskedForAgain() {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("try-again", 1000)));

        var answer = tell(twoMessages().get(0));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(door.engine.messages).as("what comes after it waits").hasSize(1);
    }

    @Test
    void whoeverHasFilledTheirConversationDoesNotKeepTheProviderFromTellingWhatOthersWrite() {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("conversation-full", 0)));

        assertThat(twoMessages().stream().map(this::tell))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(door.engine.messages).as("what comes after it does not wait").hasSize(2);
    }

    @Test
    void whatIsRefusedForGoodIsNotAskedForAgain() {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("bad-address", 0)));

        assertThat(twoMessages().stream().map(this::tell))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    @Test
    void nobodyElseIsBelieved() {
        for (var forged : forged(bytes(twoMessages().get(0)))) {
            assertThat(post("acme", forged).statusCode()).isEqualTo(403);
        }
        assertThat(door.engine.messages).isEmpty();
    }

    /** As soon as it is announced: whoever goes on sending finds the connection closed. */
    @Test
    void aBodyOfFiveMegabytesIsRefused() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(bytes("POST /hooks/" + account().getChannel() + "/acme HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + FIVE_MEGABYTES
                            + "\r\n\r\n{\"text\":\"xxx"));

            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void whatIsNotTheProvidersJsonIsRefused() {
        var bodies = new ArrayList<byte[]>();
        bodies.add(bytes(""));
        bodies.add(bytes("[]"));
        bodies.add(bytes("{\"a\":"));
        bodies.add(bytes("{\"a\":".repeat(1000) + "1" + "}".repeat(1000)));
        bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        bodies.add(new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});

        for (var body : bodies) {
            assertThat(post("acme", signed(body)).statusCode())
                    .as(new String(body, 0, Math.min(20, body.length), StandardCharsets.ISO_8859_1))
                    .isEqualTo(statusOfWhatCannotBeRead());
        }
        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void aCompanyWithoutAnAccountHasNoWebhook() {
        var request = signed(bytes(twoMessages().get(0)));

        assertThat(post("globex", request).statusCode()).isEqualTo(404);
        assertThat(post("nobody", request).statusCode()).isEqualTo(404);
        assertThat(post("acme/more", request).statusCode()).isEqualTo(404);
    }
}
