package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.OutboundMessage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailGatewayTest extends GatewayContract {

    private static final Map<String, String> SETTINGS =
            Map.of("address", "Help@Acme.example", "imapHost", "imap.acme.example", "smtpHost", "smtp.acme.example");

    @Override
    protected Gateway gateway() {
        return new EmailGateway();
    }

    @Test
    void onlyAnAccountThatIsCompleteNeedsAConnection() {
        var gateway = new EmailGateway();

        assertThat(gateway.connects(new ChannelAccount("email", SETTINGS, Map.of("password", "p"))))
                .isTrue();
        assertThat(gateway.connects(new ChannelAccount("email", SETTINGS, Map.of())))
                .isFalse();
        assertThat(gateway.connects(new ChannelAccount("email", Map.of(), Map.of("password", "p"))))
                .isFalse();
    }

    @Test
    void whileTheLineIsDownEverythingWaits() {
        var delivery = new EmailGateway()
                .deliver(
                        new ChannelAccount("email", SETTINGS, Map.of()),
                        OutboundMessage.newBuilder().setTenant("acme").build());

        assertThat(delivery)
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(Deliveries.allLater("provider-away", Duration.ZERO));
    }

    @Test
    void connectionsAreEncryptedAndCertificatesCheckedUnlessSaidOtherwise() {
        var usual = EmailGateway.session(new ChannelAccount("email", SETTINGS, Map.of()))
                .getProperties();

        assertThat(usual)
                .containsEntry("mail.imap.ssl.enable", "true")
                .containsEntry("mail.imap.ssl.checkserveridentity", "true")
                .containsEntry("mail.imap.port", "993")
                .containsEntry("mail.smtp.ssl.enable", "true")
                .containsEntry("mail.smtp.port", "465");
    }

    @ParameterizedTest
    @CsvSource({"Shoes, Re: Shoes", "Re: Shoes, Re: Shoes", "RE: Shoes, RE: Shoes", "'', Acme"})
    void anAnswerHasTheSubjectOfTheQuestion(String subject, String answer) {
        assertThat(EmailFormat.answerTo(subject, "Acme")).isEqualTo(answer);
    }
}
