package baton.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+380 (50) 111-22-33, 380501112233",
        "00380501112233, 380501112233",
        "380501112233, 380501112233",
        "050.111.22.33, 0501112233",
        "100, 100",
        "123456789012345, 123456789012345",
        "+380\u00a0501112233, 380501112233",
    })
    void aNumberHasOneForm(String written, String normal) {
        assertThat(PhoneNumber.normal(written)).contains(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anonymous",
                "12",
                "1234567890123456",
                "+",
                "12a45",
                "sip:100@baton",
                "٣٨٠٥٠١١١",
                "100;drop",
                "00"
            })
    void whatIsNoNumberIsNone(String written) {
        assertThat(PhoneNumber.normal(written)).isEmpty();
    }
}
