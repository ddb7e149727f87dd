package baton.engine.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    /** RFC 4231, test case 2. */
    @Test
    void itIsTheHmacOfTheStandard() {
        var body = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        var hmac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

        assertThat(Signatures.isHmacSha256("Jefe", body, hmac)).isTrue();
        assertThat(Signatures.isHmacSha256("Jefe", body, hmac.replace('5', '6')))
                .isFalse();
        assertThat(Signatures.isHmacSha256("Jefe", body, "")).isFalse();
    }

    @Test
    void anAccountWithoutASecretLetsNobodyIn() {
        assertThat(Signatures.same("", "")).isFalse();
        assertThat(Signatures.isHmacSha256("", new byte[0], "")).isFalse();
        assertThat(Signatures.same("secret", "secret")).isTrue();
    }
}
