package baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LoadTest {

    @Test
    void aLoadIsReadAsPairsInFlightAndMessages() {
        var load = new Load.Converter().convert("200x2:20000");

        assertThat(load).isEqualTo(new Load(200, 2, 20_000)).hasToString("200x2");
        assertThat(load.concurrency()).isEqualTo(400);
        assertThat(load.perPair()).isEqualTo(100);
    }

    @Test
    void aPairThatWritesMoreThanAnEpisodeHoldsTakesMoreEpisodes() {
        assertThat(new Load(1, 1, 2_000).episodes(100)).isEqualTo(20);
        assertThat(new Load(50, 1, 10_000).episodes(150)).isEqualTo(100);
        assertThat(new Load(200, 2, 20_000).episodes(100)).isEqualTo(200);
    }

    @Test
    void customersWhoThinkMakeARoundLonger() {
        assertThat(new Load(60, 1, 6_000).pauseSeconds()).isZero();
        assertThat(new Load(60, 1, 6_000, 250).pauseSeconds()).isEqualTo(25);
        assertThat(new Load(2_000, 1, 1_000_000, 10_000).pauseSeconds()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "50x1", "0x1:100", "50x0:100", "3x1:100", "5000x1:5000", "1x99:100", "a1x1:1"})
    void whatIsNoLoadIsRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> new Load.Converter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("expected");
    }
}
