package baton.gateway.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Renamed;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Samples;
import baton.engine.spi.Ingress.Party;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatsappFormatTest {

    private static final String ANN = "UA.13491208655302741918";
    private static final String OURS = "wamid.HBgMMzgwNTAxMTEyMjMzFQIAERgSODVBQzNDRTQzNjk4NkVCQzA4AA==";
    private static final ChannelAccount ACCOUNT =
            new ChannelAccount("whatsapp", Map.of("phoneNumberId", "106540352242922"), Map.of());

    private final Samples samples = new Samples(getClass(), "whatsapp");

    @Test
    void aTextIsRead() throws Exception {
        var message = message("text");

        assertThat(message)
                .isEqualTo(InboundMessage.newBuilder()
                        .setTenant("acme")
                        .setChannel("whatsapp")
                        .setAddress(ANN)
                        .setMessageId("wamid.HBgMMzgwNTAxMTEyMjMzFQIAEhgUM0E01A=")
                        .setText("Добрий день 👋")
                        .setName("Ann Lee")
                        .setPhone("380501112233")
                        .setOlderAddress("380501112233")
                        .build());
    }

    @Test
    void theNumberBehindAUserIdIsSaidIfTheCustomerShowsIt() throws Exception {
        assertThat(message("text").getPhone()).isEqualTo("380501112233");
        assertThat(message("username-only").getPhone()).isEmpty();
        assertThat(message("phone-only").getPhone()).isEqualTo("380501112233");
    }

    @Test
    void aCustomerIsKnownByTheirUserIdElseByTheirNumber() throws Exception {
        assertThat(message("text").getAddress()).isEqualTo(ANN);
        assertThat(message("username-only").getAddress()).isEqualTo(ANN);
        assertThat(message("phone-only").getAddress()).isEqualTo("380501112233");
    }

    @Test
    void whoeverHidesTheirNameIsCalledByTheirUserName() throws Exception {
        assertThat(message("username-only").getName()).isEqualTo("ann.lee");
    }

    @Test
    void anAnswerNamesWhatItAnswers() throws Exception {
        var message = message("reply");

        assertThat(message.getText()).isEqualTo("This one");
        assertThat(message.getContent().getKind()).isEmpty();
        assertThat(message.getContent().getAbout()).isEqualTo(OURS);
    }

    @ParameterizedTest
    @CsvSource({
        "image, image, The broken one, '', image/jpeg, 2754859441498128",
        "voice, voice, '', '', audio/ogg; codecs=opus, 2754859441498129",
        "document, file, My bill, bill.pdf, application/pdf, 2754859441498130",
        "sticker, sticker, '', '', image/webp, 2754859441498131"
    })
    void filesAreNamedAndTheirCaptionsKept(
            String sample, String kind, String caption, String name, String type, String reference) throws Exception {
        var message = message(sample);

        assertThat(message.getText()).isEqualTo(caption);
        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getContent().getName()).isEqualTo(name);
        assertThat(message.getContent().getMediaType()).isEqualTo(type);
        assertThat(message.getContent().getReference()).isEqualTo(reference);
    }

    @Test
    void aPlaceIsRead() throws Exception {
        var message = message("location");

        assertThat(message.getText()).isEqualTo("Kyiv, Maidan Nezalezhnosti");
        assertThat(message.getContent().getKind()).isEqualTo("location");
        assertThat(message.getContent().getPlace().getLatitude()).isEqualTo(50.4501);
        assertThat(message.getContent().getPlace().getLongitude()).isEqualTo(30.5234);
        assertThat(message.getContent().getPlace().getName()).isEqualTo("Maidan");
    }

    @Test
    void contactsAreLinesOfText() throws Exception {
        var message = message("contacts");

        assertThat(message.getContent().getKind()).isEqualTo("contact");
        assertThat(message.getText()).isEqualTo("Bert Muller, +380 50 444 5566, 380504445567\nOffice");
    }

    @ParameterizedTest
    @CsvSource({"button, Stop it", "button-reply, 'Yes, please'", "list-reply, Tuesday"})
    void aChoiceIsTheWordsThatWereChosen(String sample, String words) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("choice");
        assertThat(message.getText()).isEqualTo(words);
    }

    @Test
    void aChoiceNamesTheMessageWithTheButtons() throws Exception {
        assertThat(message("button-reply").getContent().getAbout()).isEqualTo(OURS);
    }

    @ParameterizedTest
    @CsvSource({
        "reaction, reaction, " + OURS + ", 👍",
        "reaction-removed, reaction, " + OURS + ", ''",
        "edit, edit, wamid.original, Tomorrow",
        "edit-caption, edit, wamid.original, The other one",
        "revoke, deletion, wamid.original, ''"
    })
    void whatHappensToAnEarlierMessageNamesIt(String sample, String kind, String about, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo(kind);
        assertThat(message.getContent().getAbout()).isEqualTo(about);
        assertThat(message.getText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "order, order, 'In blue, please'",
        "unsupported, poll_creation, ''",
        "unknown-type, hologram, ''",
        "flow-reply, interactive nfm_reply, ''"
    })
    void whatIsNotUnderstoodIsNotDropped(String sample, String called, String text) throws Exception {
        var message = message(sample);

        assertThat(message.getContent().getKind()).isEqualTo("unsupported");
        assertThat(message.getContent().getName()).isEqualTo(called);
        assertThat(message.getText()).isEqualTo(text);
    }

    @Test
    void aMessageWithoutAnIdHasTheSameOneEachTime() throws Exception {
        assertThat(message("no-id").getMessageId())
                .isNotEmpty()
                .isEqualTo(message("no-id").getMessageId());
    }

    @Test
    void aCodeAndNothingElseIsSomebodyWhoCameByALink() throws Exception {
        assertThat(read("code"))
                .containsExactly(new Arrived(new Party("acme", "whatsapp", ANN), "AbCdEfGhIjKlMnOpQr-_12"));
        assertThat(message("almost-code").getText()).isEqualTo("see #AbCdEfGhIjKlMnOpQr-_12");
    }

    @ParameterizedTest
    @CsvSource({"delivered", "read"})
    void receiptsNameOurMessage(String state) throws Exception {
        assertThat(read("status-" + state))
                .containsExactly(new Told(ProviderReceipt.newBuilder()
                        .setTenant("acme")
                        .setChannel("whatsapp")
                        .setAddress(ANN)
                        .setProviderId(OURS)
                        .setState(state)
                        .build()));
    }

    @Test
    void aFailureSaysWhy() throws Exception {
        var receipts = read("status-failed").stream()
                .map(told -> ((Told) told).receipt())
                .toList();

        assertThat(receipts).extracting(ProviderReceipt::getState).containsOnly("failed");
        assertThat(receipts)
                .extracting(ProviderReceipt::getCode)
                .containsExactly("window-closed", "no-such-customer", "blocked", "blocked", "refused", "refused");
        assertThat(receipts.get(0).getDetail()).isEqualTo("Re-engagement message, in detail");
    }

    @ParameterizedTest
    @CsvSource({
        "status-sent, sent",
        "status-unknown, other-status",
        "other-number, other-number",
        "echo, echo",
        "other-field, other-field",
        "group, group",
        "nobody, no-sender"
    })
    void whatIsNoMessageOfACustomerIsCounted(String sample, String kind) throws Exception {
        assertThat(read(sample)).containsExactly(new Skipped(kind));
    }

    @Test
    void whoHasAnotherIdIsTheSameCustomer() throws Exception {
        assertThat(read("user-id-update"))
                .containsExactly(new Renamed(
                        new Party("acme", "whatsapp", "UA.13491208655302741918"), "UA.22222222222222222222"));
        assertThat(read("system"))
                .as("whose user id was not known yet")
                .containsExactly(new Renamed(new Party("acme", "whatsapp", "380501112233"), "UA.22222222222222222222"));
        assertThat(read("number-changed"))
                .containsExactly(new Renamed(new Party("acme", "whatsapp", "380501112233"), "380671112233"));
    }

    @Test
    void theNumberBehindAUserIdIsTheOlderAddress() throws Exception {
        assertThat(((Wrote) read("text").get(0)).message().getOlderAddress()).isEqualTo("380501112233");
        assertThat(((Wrote) read("username-only").get(0)).message().getOlderAddress())
                .isEmpty();
        assertThat(((Wrote) read("phone-only").get(0)).message().getOlderAddress())
                .isEmpty();
    }

    @Test
    void severalThingsKeepTheirOrder() throws Exception {
        var all = read("several");

        assertThat(all)
                .extracting(happening -> happening instanceof Wrote wrote
                        ? wrote.message().getText()
                        : happening.getClass().getSimpleName())
                .containsExactly("first", "second", "third", "Told", "Skipped", "fourth");
        assertThat(((Wrote) all.get(2)).message().getName()).isEqualTo("Bert");
    }

    @Test
    void whatIsNotWhatsappIsNotUnderstood() {
        assertThatThrownBy(() -> in("{\"object\":\"page\",\"entry\":[]}")).isInstanceOf(BadPayload.class);
        assertThatThrownBy(() -> in("{}")).isInstanceOf(BadPayload.class);
    }

    @Test
    void fieldsOfAnotherTypeThanDocumentedDoNoHarm() throws Exception {
        assertThat(in("{\"object\":\"whatsapp_business_account\",\"entry\":7}")).isEmpty();
        assertThat(
                        in(
                                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\","
                                        + "\"value\":{\"messages\":[{\"from\":\"1\",\"id\":\"m\",\"type\":\"text\",\"text\":[1]}, 5]}}]}]}"))
                .hasSize(2);
    }

    @Test
    void aTextGoesOutToANumberOrToAUserId() {
        var message = OutboundMessage.newBuilder().setText("Hello\n\"you\"");

        assertThat(WhatsappFormat.out(message.setAddress("380501112233").build())
                        .toString())
                .isEqualTo(
                        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"380501112233\","
                                + "\"type\":\"text\",\"text\":{\"body\":\"Hello\\n\\\"you\\\"\",\"preview_url\":false}}");
        assertThat(WhatsappFormat.out(message.setAddress(ANN).build())
                        .path("recipient")
                        .asText())
                .isEqualTo(ANN);
    }

    private InboundMessage message(String sample) throws BadPayload {
        var all = read(sample);
        assertThat(all).hasSize(1).first().isInstanceOf(Wrote.class);
        return ((Wrote) all.get(0)).message();
    }

    private List<Happening> read(String sample) throws BadPayload {
        return WhatsappFormat.in("acme", ACCOUNT, samples.bytes(sample));
    }

    private static List<Happening> in(String body) throws BadPayload {
        return WhatsappFormat.in("acme", ACCOUNT, body.getBytes(StandardCharsets.UTF_8));
    }
}
