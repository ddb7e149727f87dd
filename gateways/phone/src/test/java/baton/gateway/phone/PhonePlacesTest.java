package baton.gateway.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.sip.address.SipURI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonePlacesTest {

    private final PhonePlaces places = new PhonePlaces(
            new PhoneSettings.Sip("10.0.0.1", 5060, 1, Set.of("10.0.0.2", "192.0.2.7", "2001:db8:0:0:0:0:0:7")));

    @ParameterizedTest
    @CsvSource({
        // where it speaks from, at any port
        "sip:anna@203.0.113.5:5066, 203.0.113.5, sip:anna@203.0.113.5:5066",
        "sip:anna@[2001:db8::5], 2001:db8:0:0:0:0:0:5, sip:anna@[2001:db8::5]",
        // a private address seen from a private network
        "sip:anna@192.168.1.5, 10.0.0.7, sip:anna@192.168.1.5",
        "sip:anna@127.0.0.1:5066, 127.0.0.1, sip:anna@127.0.0.1:5066",
        // behind a NAT, or a name
        "sip:anna@192.168.1.5, 203.0.113.5, sip:anna@203.0.113.5:40000",
        "sip:anna@100.64.0.9, 203.0.113.5, sip:anna@203.0.113.5:40000",
        "sip:anna@[fd00::9], 203.0.113.5, sip:anna@203.0.113.5:40000",
        "sip:anna@127.0.0.1:5060, 10.0.0.7, sip:anna@10.0.0.7:40000",
        "sip:anna@phone.local, 203.0.113.5, sip:anna@203.0.113.5:40000",
        "sip:anna@3221225991, 203.0.113.5, sip:anna@203.0.113.5:40000",
        "sip:anna@999.0.2.7, 203.0.113.5, sip:anna@203.0.113.5:40000",
    })
    void aPhoneIsReachedWhereItCanBe(String said, String source, String reached) {
        var contact = PhonePlaces.reached(uri(said), source, 40000);

        assertThat(contact).hasToString(reached);
        assertThat(places.fault(contact, source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:0900@203.0.113.6, 203.0.113.5, it is neither",
        "sip:0900@203.0.113.6, 10.0.0.7, it is neither",
        "sip:0900@192.0.2.7, 10.0.0.7, it is neither",
        "sip:0900@192.0.2.7, 192.0.2.7, it is that of a trunk",
        "sip:0900@[2001:db8::7], 2001:db8:0:0:0:0:0:7, it is that of a trunk",
        "sip:0900@10.0.0.2:5080, 10.0.0.7, it is that of a trunk",
        "sip:100@10.0.0.1, 10.0.0.7, it is that of this door",
        "sip:anna@10.0.0.7;maddr=192.0.2.7, 10.0.0.7, it is no plain address",
    })
    void callsAreSentNowhereElse(String said, String source, String why) {
        assertThat(places.fault(PhonePlaces.reached(uri(said), source, 40000), source))
                .startsWith(why);
    }

    private static SipURI uri(String text) {
        return Sip.built(() -> (SipURI) Sip.ADDRESSES.createURI(text));
    }
}
