package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.DigestChallenge.Credentials;
import baton.gateway.phone.DigestChallenge.Nonce;
import baton.gateway.phone.NonceLedger.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DigestChallengeTest {

    private static final String MUFASA = "Circle Of Life";

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final DigestChallenge challenge = new DigestChallenge(clock, Duration.ofMinutes(5));

    /** The example of RFC 2617 section 3.5. */
    @Test
    void md5IsAsInRfc2617() {
        var credentials = new Credentials(
                "Mufasa",
                "testrealm@host.com",
                "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                "/dir/index.html",
                "6629fae49393a05397450978507c4ef1",
                "MD5",
                "0a4f113b",
                "auth",
                "00000001");

        assertThat(DigestChallenge.proves(credentials, "GET", MUFASA)).isTrue();
        assertThat(DigestChallenge.proves(credentials, "GET", "circle of life")).isFalse();
        assertThat(DigestChallenge.proves(credentials, "POST", MUFASA)).isFalse();
    }

    /** The example of RFC 7616 section 3.9.1. */
    @Test
    void sha256IsAsInRfc7616() {
        var credentials = new Credentials(
                "Mufasa",
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "/dir/index.html",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
                "SHA-256",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "auth",
                "00000001");

        assertThat(DigestChallenge.proves(credentials, "GET", "Circle of Life")).isTrue();
    }

    @Test
    void withoutProtectionOrWithAnUnknownAlgorithmNothingIsProved() {
        for (var change : new String[][] {{"MD5", ""}, {"MD5", "auth-int"}, {"SHA-1", "auth"}, {"md5-sess", "auth"}}) {
            var open = new Credentials("anna", "baton", "n", "sip:x", "", change[0], "c", change[1], "00000001");
            var response = DigestChallenge.ALGORITHMS.contains(change[0])
                    ? DigestChallenge.response(open, change[0], "REGISTER", "s")
                    : "";
            var credentials =
                    new Credentials("anna", "baton", "n", "sip:x", response, change[0], "c", change[1], "00000001");

            assertThat(DigestChallenge.proves(credentials, "REGISTER", "s")).isFalse();
        }
    }

    @Test
    void aNonceIsOursUntilItIsTooOld() {
        var nonce = challenge.nonce();

        assertThat(challenge.read(nonce)).map(Nonce::made).contains(now);
        now = now.plus(Duration.ofMinutes(5)).plusMillis(1);
        assertThat(challenge.read(nonce)).isEmpty();
    }

    @Test
    void aNonceThatWasTouchedIsNotOurs() {
        var nonce = challenge.nonce();

        for (var i = 0; i < nonce.length(); i++) {
            var other = nonce.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(challenge.read(nonce.substring(0, i) + other + nonce.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
        assertThat(challenge.read("")).isEmpty();
        assertThat(challenge.read("not base64 \u0000")).isEmpty();
        assertThat(new DigestChallenge(clock, Duration.ofMinutes(5)).read(nonce))
                .isEmpty();
    }

    @Test
    void aCountIsTakenOnceAndOnlyUpwards() {
        var ledger = new NonceLedger(10);
        var nonce = new Nonce(now, 1);

        assertThat(ledger.use(nonce, 1)).isEqualTo(Verdict.FRESH);
        assertThat(ledger.use(nonce, 1)).isEqualTo(Verdict.USED);
        assertThat(ledger.use(nonce, 7)).isEqualTo(Verdict.FRESH);
        assertThat(ledger.use(nonce, 6)).isEqualTo(Verdict.USED);
        assertThat(ledger.use(new Nonce(now, 2), 1)).isEqualTo(Verdict.FRESH);
    }

    @Test
    void whatAFullLedgerForgetsIsNotTakenAgain() {
        var ledger = new NonceLedger(2);
        for (var i = 0; i < 3; i++) {
            assertThat(ledger.use(new Nonce(now.plusMillis(i), i), 1)).isEqualTo(Verdict.FRESH);
        }

        assertThat(ledger.use(new Nonce(now, 0), 2)).isEqualTo(Verdict.FORGOTTEN);
        assertThat(ledger.use(new Nonce(now.plusMillis(1), 1), 1)).isEqualTo(Verdict.USED);
    }
}
