package baton.gateway.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Thu, 26 Nov 2026 at 10:00, Acme <help@acme.example> wrote:\n\n> Hello",
                "On Thursday, November 26, 2026 at 10:00 AM Acme Help Desk\n<help@acme.example> wrote:\n> Hello",
                "чт, 26 лист. 2026 р. о 10:00 Acme <help@acme.example> пише:\n> Hello",
                "чт, 26 нояб. 2026 г. в 10:00, Acme <help@acme.example>:\n> Hello",
                "26.11.2026, 10:00, \"Acme\" <help@acme.example> написал(а):\n> Hello",
                "26 ноября 2026 г., 10:00, Acme пишет:\nHello",
                "joi, 26 nov. 2026 la 10:00, Acme <help@acme.example> a scris:\n> Hello",
                "-----Original Message-----\nFrom: Acme\nHello",
                "----- Исходное сообщение -----\nHello",
                "From: Acme <help@acme.example>\nSent: Thursday, November 26, 2026 10:00 AM\nTo: Ann\nSubject: Shoes\n\nHello",
                "От: Acme <help@acme.example>\nОтправлено: 26 ноября 2026 г. 10:00\nHello",
                "Від: Acme <help@acme.example>\nНадіслано: 26 листопада 2026 р. 10:00\nHello",
                "De la: Acme <help@acme.example>\nTrimis: 26 noiembrie 2026 10:00\nHello",
                "________________________________\nFrom: Acme",
                "> Hello\n> there",
                "-- \nAnn\nShoe collector",
            })
    void whatIsQuotedIsLeftOut(String quote) {
        assertThat(Quotes.stripped("Yes, please.\nThank you!\n\n" + quote))
                .startsWith("Yes, please.\nThank you!")
                .doesNotContain("Hello", "Shoe collector", "2026", "Acme");
    }

    @Test
    void whatIsSaidBetweenQuotesStays() {
        var text = "> What size?\n42\n> Which colour?\nBlue\n\n> Bye";

        assertThat(Quotes.stripped(text)).isEqualTo("> What size?\n42\n> Which colour?\nBlue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Monday I wrote: nothing came.",
                "From: the bottom of my heart.\nThank you.",
                "He said that she wrote:\nI do not know what.",
                "From 10 to 12 I am at home.",
                "-----\nA line.",
            })
    void whatOnlyLooksLikeAQuoteStays(String text) {
        assertThat(Quotes.stripped(text)).isEqualTo(text);
    }

    @Test
    void whereNothingElseIsThereTheQuoteIsTheMessage() {
        assertThat(Quotes.stripped("> Hello\n> there")).isEqualTo("> Hello\n> there");
    }

    @Test
    void longHostileTextsTakeNoTime() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Quotes.stripped("On 1 ".repeat(100_000));
            Quotes.stripped("On 1 \n".repeat(50_000));
            Quotes.stripped(("пише".repeat(40) + "\n").repeat(5_000));
        });
    }
}
