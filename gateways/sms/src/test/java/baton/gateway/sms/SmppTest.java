package baton.gateway.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.FakeEngine;
import baton.engine.spi.Line;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.engine.web.ServedDoor;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over SMPP, with a message centre on the loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmppTest {

    private static final String ANN = "380501112233";

    private final SmsGateway gateway = new SmsGateway();
    private Smsc smsc;
    private ServedDoor door;
    private Line line;

    @BeforeAll
    void connect() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        smsc = new Smsc();
        door = new ServedDoor(gateway, "");
        line = gateway.connect("acme", account(Smsc.PASSWORD));
        await().until(line::up);
    }

    @AfterAll
    void disconnect() throws Exception {
        line.close();
        door.close();
        smsc.close();
    }

    @BeforeEach
    void forget() {
        smsc.submitted.clear();
        smsc.refusals.clear();
        door.engine.messages.clear();
        door.engine.receipts.clear();
        door.engine.answer = Optional.empty();
    }

    @Test
    void aMessageIsReadInTheAlphabetInWhichItIsWritten() throws Exception {
        smsc.brings(ANN, "Добрий день 👋");
        smsc.brings("+" + ANN, 0, new byte[] {0, 'A', 0x1b, 0x65}, false);
        smsc.brings(ANN, 3, "schön".getBytes(StandardCharsets.ISO_8859_1), false);

        assertThat(door.engine.messages)
                .extracting(InboundMessage::getText)
                .containsExactly("Добрий день 👋", "@A€", "schön");
        assertThat(door.engine.messages).extracting(InboundMessage::getAddress).containsOnly(ANN);
    }

    @Test
    void whatIsNoTextIsToldAsWhatCannotBeShown() throws Exception {
        smsc.brings(ANN, 4, new byte[] {1, 2, 3}, false);

        assertThat(door.engine.messages.get(0).getContent().getKind()).isEqualTo("unsupported");
    }

    @Test
    void theAnswerComesAfterTheMessageIsStored() throws Exception {
        var stored = new CompletableFuture<Receipt>();
        door.engine.answer = Optional.of(stored);

        var answer = CompletableFuture.runAsync(() -> brings("wait for me"));

        await().until(() -> !door.engine.messages.isEmpty());
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        stored.complete(Receipt.getDefaultInstance());
        assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void whatCouldNotBeStoredIsRefusedAndKnownAgainWhenItComesAgain() throws Exception {
        door.engine.answer = Optional.of(CompletableFuture.completedFuture(FakeEngine.refused("try-again", 1)));
        assertThatThrownBy(() -> smsc.brings(ANN, "once more"))
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        refused -> assertThat(refused.getCommandStatus()).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
        door.engine.answer = Optional.empty();

        smsc.brings(ANN, "once more");
        smsc.brings(ANN, "once more");

        var ids =
                door.engine.messages.stream().map(InboundMessage::getMessageId).toList();
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).as("said twice").isNotEqualTo(ids.get(1));
    }

    @Test
    void aLongMessageIsPutTogetherWhicheverWayItIsCut() throws Exception {
        var halves = Stream.of("перша ", "друга")
                .map(half -> half.getBytes(StandardCharsets.UTF_16BE))
                .toList();
        together(
                () -> smsc.brings(ANN, 8, headed(halves.get(0), 1), true),
                () -> smsc.brings(ANN, 8, headed(halves.get(1), 2), true));
        together(
                () -> smsc.brings(ANN, 8, halves.get(0), false, sar(1)),
                () -> smsc.brings(ANN, 8, halves.get(1), false, sar(2)));

        assertThat(door.engine.messages)
                .extracting(InboundMessage::getText)
                .containsExactly("перша друга", "перша друга");
    }

    @Test
    void aCharacterThatIsCutInTwoIsWholeAgain() throws Exception {
        var bytes = "👋".getBytes(StandardCharsets.UTF_16BE);
        together(
                () -> smsc.brings(ANN, 8, headed(Arrays.copyOf(bytes, 2), 1), true),
                () -> smsc.brings(ANN, 8, headed(Arrays.copyOfRange(bytes, 2, 4), 2), true));

        assertThat(door.engine.messages).extracting(InboundMessage::getText).containsExactly("👋");
    }

    @Test
    void anAnswerGoesOutInTheShortestAlphabet() throws Exception {
        assertThat(deliver("Hello", 1).getTaken().getProviderId()).startsWith("id");
        assertThat(deliver("Добрий день", 2).hasTaken()).isTrue();

        var first = smsc.submitted.get(0);
        assertThat(first.getShortMessage()).isEqualTo("Hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(first.getDestAddress()).isEqualTo(ANN);
        assertThat(first.getDestAddrTon()).isEqualTo((byte) 1);
        assertThat(first.getSourceAddr()).isEqualTo("4711");
        assertThat(first.getRegisteredDelivery()).isEqualTo((byte) 1);
        var second = smsc.submitted.get(1);
        assertThat(second.getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(second.getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Добрий день");
    }

    @Test
    void aLongAnswerGoesOutInPartsAndItsLastPartIsItsId() throws Exception {
        var text = "Дякуємо за терпіння. ".repeat(20);

        var delivery = deliver(text, 3);

        assertThat(smsc.submitted).hasSize(7);
        assertThat(smsc.submitted.stream()
                        .map(part -> new String(
                                part.getShortMessage(),
                                6,
                                part.getShortMessage().length - 6,
                                StandardCharsets.UTF_16BE))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(smsc.submitted).allSatisfy(part -> assertThat(part.isUdhi()).isTrue());
        assertThat(delivery.getTaken().getProviderId()).startsWith("id");
    }

    @Test
    void whatWasThrottledGoesOnWhereItStopped() throws Exception {
        smsc.refusals.addAll(List.of(0, SMPPConstant.STAT_ESME_RTHROTTLED));
        var text = "x".repeat(400);

        assertThat(deliver(text, 4)).isEqualTo(Deliveries.allLater("rate-limited", Duration.ofSeconds(1)));
        assertThat(deliver(text, 4).hasTaken()).isTrue();

        assertThat(smsc.submitted)
                .extracting(part -> part.getShortMessage()[5])
                .containsExactly((byte) 1, (byte) 2, (byte) 3);
    }

    @ParameterizedTest
    @CsvSource({"11, no-such-customer", "69, refused", "8, provider-away", "10, bad-account", "20, rate-limited"})
    void whatTheCentreRefusesHasAReason(int status, String code) throws Exception {
        smsc.refusals.add(status);

        var delivery = deliver("hello", 5);

        assertThat(
                        delivery.hasFailed()
                                ? delivery.getFailed().getCode()
                                : delivery.getPostponed().getCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, delivered, ''",
        "EXPIRED, failed, expired",
        "UNDELIV, failed, refused",
        "REJECTD, failed, refused"
    })
    void receiptsSayWhatBecameOfAMessage(String stat, String state, String code) throws Exception {
        smsc.receipt(
                ANN,
                "id:id7 sub:001 dlvrd:001 submit date:2611261000 done date:2611261001 stat:" + stat
                        + " err:012 text:Hello");

        var receipt = door.engine.receipts.get(0);
        assertThat(receipt.getProviderId()).isEqualTo("id7");
        assertThat(receipt.getAddress()).isEqualTo(ANN);
        assertThat(receipt.getState()).isEqualTo(state);
        assertThat(receipt.getCode()).isEqualTo(code);
    }

    @Test
    void aReceiptOfAMessageThatIsOnTheWayIsLeft() throws Exception {
        smsc.receipt(
                ANN, "id:id7 sub:001 dlvrd:000 submit date:2611261000 done date:2611261001 stat:ENROUTE err:000 text:");
        smsc.receipt(ANN, "nobody knows what this is");

        assertThat(door.engine.receipts).isEmpty();
        assertThat(door.engine.messages).isEmpty();
    }

    @Test
    void aWrongPasswordIsNotLetIn() throws Exception {
        var other = gateway.connect("globex", account("guessed"));

        await().during(Duration.ofSeconds(2)).until(() -> !other.up());
        other.close();
    }

    @Test
    void aLineThatIsLostIsOpenedAgainAndRepeatsAreKnown() throws Exception {
        smsc.brings(ANN, "did you get this?");
        smsc.dropsTheLine();
        await().until(() -> !line.up());
        assertThat(deliver("hello", 6).getPostponed().getWholeAccount()).isTrue();

        await().until(line::up);

        smsc.brings(ANN, "did you get this?");
        assertThat(deliver("hello", 6).hasTaken()).isTrue();
        var ids =
                door.engine.messages.stream().map(InboundMessage::getMessageId).toList();
        assertThat(ids).hasSize(2);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
    }

    private void brings(String text) {
        try {
            smsc.brings(ANN, text);
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
    }

    private interface Deed {
        void happens() throws Exception;
    }

    /** As a centre does it that does not wait for each answer. */
    private static void together(Deed... deeds) throws Exception {
        var all = Stream.of(deeds)
                .map(deed -> CompletableFuture.runAsync(() -> {
                    try {
                        deed.happens();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).get(30, TimeUnit.SECONDS);
    }

    private static byte[] headed(byte[] text, int number) {
        var bytes = new byte[text.length + 6];
        System.arraycopy(new byte[] {5, 0, 3, 77, 2, (byte) number}, 0, bytes, 0, 6);
        System.arraycopy(text, 0, bytes, 6, text.length);
        return bytes;
    }

    private static OptionalParameter[] sar(int number) {
        return new OptionalParameter[] {
            new OptionalParameter.Short(Tag.SAR_MSG_REF_NUM, (short) 500),
            new OptionalParameter.Byte(Tag.SAR_TOTAL_SEGMENTS, (byte) 2),
            new OptionalParameter.Byte(Tag.SAR_SEGMENT_SEQNUM, (byte) number)
        };
    }

    private Delivery deliver(String text, int number) throws Exception {
        var message = OutboundMessage.newBuilder()
                .setTenant("acme")
                .setChannel("sms")
                .setAddress(ANN)
                .setEpisodeId("e1")
                .setNumber(number)
                .setText(text)
                .build();
        return gateway.deliver(account(Smsc.PASSWORD), message)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private ChannelAccount account(String password) {
        return new ChannelAccount(
                "sms",
                Map.of(
                        "provider", "smpp",
                        "host", "127.0.0.1",
                        "port", String.valueOf(smsc.port()),
                        "user", "acme",
                        "number", "4711"),
                Map.of("secret", password));
    }
}
