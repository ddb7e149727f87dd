package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.messenger.Deliveries;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of SMTP servers mean. */
class PostmanTest {

    @ParameterizedTest
    @CsvSource({"550, no-such-customer", "553, no-such-customer", "552, refused", "554, refused"})
    void aRecipientWhoIsRefusedHasAReason(int code, String word) throws Exception {
        assertThat(Postman.outcome(refused(code))).isEqualTo(Deliveries.failed(word, code + " so it is"));
    }

    @Test
    void aRecipientWhoIsRefusedForNowWaits() throws Exception {
        assertThat(Postman.outcome(refused(450))).isEqualTo(Deliveries.later("rate-limited", Duration.ZERO));
    }

    @Test
    void aMailThatIsRefusedIsNobodysFault() {
        var refused = new SMTPSendFailedException("DATA", 554, "554 spam", new IOException(), null, null, null);

        assertThat(Postman.outcome(refused)).isEqualTo(Deliveries.failed("refused", "554 spam"));
    }

    @Test
    void aServerThatDoesNotAnswerKeepsEverybodyWaiting() {
        assertThat(Postman.outcome(new MessagingException("timed out", new IOException())))
                .isEqualTo(Deliveries.allLater("provider-away", Duration.ZERO));
    }

    private static MessagingException refused(int code) throws Exception {
        var recipient = new SMTPAddressFailedException(
                new InternetAddress("ann@example.org"), "RCPT", code, code + " so it is");
        return new SendFailedException("Invalid Addresses", recipient, null, null, null);
    }
}
