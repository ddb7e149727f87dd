package baton.engine.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+380501112233",
                "380501112233",
                "00380501112233",
                " +38 (050) 111-22-33 ",
                "38.050.111.22.33",
                "+38\u00a0050 111/22/33"
            })
    void aNumberIsTheSameInEverySpelling(String written) {
        assertThat(Clue.phone(written)).contains(new Clue("phone", "380501112233"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0501112233",
                "+0501112233",
                "102",
                "1234567",
                "1234567890123456",
                "anonymous",
                "380x501112233"
            })
    void aNationalNumberOrNoneIsNoClue(String written) {
        assertThat(Clue.phone(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Olena@Example.COM, olena@example.com", "' olena+shop@example.com ', olena+shop@example.com"})
    void anAddressIsTheSameInCapitals(String written, String address) {
        assertThat(Clue.email(written)).contains(new Clue("email", address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "olena",
                "olena@",
                "@example.com",
                "olena@localhost",
                "a b@example.com",
                "a@b@example.com",
                "a|b@example.com"
            })
    void whatIsNoAddressIsNoClue(String written) {
        assertThat(Clue.email(written)).isEmpty();
    }
}
