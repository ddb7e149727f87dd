package baton.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void aResultIsOneLineInTheOrderInWhichItWasWritten() {
        var json = new Json()
                .with("benchmark", "messages")
                .with("rounds", 3)
                .with("short", false)
                .with("per_s", 1234.56)
                .with("p50_ms", 0.12345)
                .with("ratios", List.of(0.5, 0.25))
                .with("environment", new Json().with("cores", 2));

        assertThat(json)
                .hasToString("{\"benchmark\":\"messages\",\"rounds\":3,\"short\":false,\"per_s\":1235,\"p50_ms\":0.123,"
                        + "\"ratios\":[0.500,0.250],\"environment\":{\"cores\":2}}");
    }

    @Test
    void whatWasNotMeasuredIsNull() {
        assertThat(new Json().with("p99_ms", Double.NaN)).hasToString("{\"p99_ms\":null}");
    }

    @Test
    void quotesBackslashesAndLineEndsDoNotBreakTheLine() {
        assertThat(new Json().with("cpu", "a \"b\" \\ c\n")).hasToString("{\"cpu\":\"a \\\"b\\\" \\\\ c\\u000a\"}");
    }
}
