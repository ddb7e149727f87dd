package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Tenants.ChannelAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailProofTest {

    private static final ChannelAccount ACCOUNT =
            new ChannelAccount("email", Map.of("address", "Help@Acme.example"), Map.of());

    private final MailProof proof = new MailProof();

    @ParameterizedTest
    @CsvSource({
        "' Olena@Example.ORG ', olena@example.org",
        "olena.k+shop@mail.example.org, olena.k+shop@mail.example.org",
        "o'neill@example.org, o'neill@example.org",
        "olena@xn--e1aybc.xn--p1ai, olena@xn--e1aybc.xn--p1ai"
    })
    void anAddressIsWrittenAsMailsFromThereHaveIt(String typed, String address) {
        assertThat(proof.address(ACCOUNT, typed)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "olena",
                "olena@",
                "@example.org",
                "olena@example",
                "olena@-example.org",
                "olena@127.0.0.1",
                "olena@[127.0.0.1]",
                "a@example.org,b@example.org",
                "a@example.org b@example.org",
                "a@example.org\nBcc: b@example.org",
                "Olena <olena@example.org>",
                "\"a b\"@example.org",
                "a..b@example.org",
                ".a@example.org",
                "a@b@example.org",
                "олена@example.org",
                "a%b@example.org"
            })
    void whatIsNoAddressOrMightBeSeveralIsRefused(String typed) {
        assertThat(proof.address(ACCOUNT, typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "victim+1@example.org, victim@example.org",
        "victim+a+b@example.org, victim@example.org",
        "+a@example.org, +a@example.org",
        "v.i.c.tim@example.org, v.i.c.tim@example.org",
        "v.i.c.tim+1@gmail.com, victim@gmail.com",
        "vic.tim@googlemail.com, victim@gmail.com"
    })
    void aliasesOfAMailboxAreCountedAsOne(String address, String counted) {
        assertThat(proof.counted(address)).isEqualTo(counted);
    }

    @Test
    void whatIsTooLongIsNone() {
        assertThat(proof.address(ACCOUNT, "a".repeat(65) + "@example.org")).isEmpty();
        assertThat(proof.address(ACCOUNT, "a@" + "example.".repeat(40) + "org")).isEmpty();
    }

    @Test
    void theCompanyDoesNotWriteToItself() {
        assertThat(proof.address(ACCOUNT, "help@acme.example")).isEmpty();
    }

    @Test
    void onlyAnAccountThatCanSendHasLinks() {
        var gateway = new EmailGateway();
        var settings = Map.of("address", "a@acme.example", "imapHost", "h", "smtpHost", "h");

        assertThat(gateway.proof(new ChannelAccount("email", settings, Map.of("password", "p"))))
                .isPresent();
        assertThat(gateway.proof(new ChannelAccount("email", settings, Map.of())))
                .isEmpty();
    }
}
