package baton.engine.tenant;

import static baton.engine.tenant.Companies.agent;
import static baton.engine.tenant.Companies.company;
import static baton.engine.tenant.Companies.queue;
import static org.assertj.core.api.Assertions.assertThat;

import baton.engine.spi.Configuration.Problem;
import baton.protocol.config.v1.Agent;
import baton.protocol.config.v1.Holiday;
import baton.protocol.config.v1.Hours;
import baton.protocol.config.v1.Membership;
import baton.protocol.config.v1.Opening;
import baton.protocol.config.v1.Queue;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.ReplyChoice;
import baton.protocol.config.v1.SegmentRule;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Step;
import baton.protocol.config.v1.Tenant;
import com.google.protobuf.util.Durations;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each rule: what breaks it is named by its path, and nothing else is. */
class ValidationTest {

    @Test
    void aCompanyWithOneOfEverythingIsInOrder() {
        assertThat(problems(company -> {})).isEmpty();
        assertThat(check(Companies.large("acme", 20_000), DirectoryState.empty()))
                .isEmpty();
    }

    @Test
    void idsAreShortWords() {
        var sentence = " is no id: 1 to 40 lower-case letters, digits, - and _ are allowed";

        assertThat(problems(c -> c.addSkills(Skill.newBuilder().setId("Two Words"))))
                .containsExactly(Problem.of("skills[1].id", "'Two Words'" + sentence));
        assertThat(problems(c -> c.addSkills(Skill.newBuilder().setId("a|b"))))
                .containsExactly(Problem.of("skills[1].id", "'a|b'" + sentence));
        assertThat(problems(c -> c.addSkills(Skill.newBuilder().setId("x".repeat(41)))))
                .extracting(Problem::path)
                .containsExactly("skills[1].id");
        assertThat(paths(c -> c.addQueues(queue("")))).containsExactly("queues[2].id");
        assertThat(paths(c -> c.addAgents(agent("Anna")))).containsExactly("agents[2].id");
        assertThat(paths(c -> c.addReplies(reply("ü", "x")))).containsExactly("replies[1].id");
        assertThat(paths(c -> c.addHours(hours().setId("a b")))).containsExactly("hours[1].id");
        assertThat(problems(c -> c.setId("globex"))).containsExactly(Problem.of("id", "'globex' is not 'acme'"));
    }

    @Test
    void nothingIsThereTwice() {
        assertThat(problems(c -> c.addSkills(Skill.newBuilder().setId("german"))))
                .containsExactly(Problem.of("skills[1].id", "'german' is there twice"));
        assertThat(paths(c -> c.addQueues(queue("main")))).containsExactly("queues[2].id");
        assertThat(paths(c -> c.addAgents(agent("ben")))).containsExactly("agents[2].id");
        assertThat(paths(c -> c.addReplies(reply("hello", "x")))).containsExactly("replies[1].id");
        assertThat(paths(c -> c.addHours(hours().setId("office")))).containsExactly("hours[1].id");
        assertThat(paths(c -> c.addDispositions("resolved"))).containsExactly("dispositions[1]");
        assertThat(paths(c -> c.addBreakReasons("lunch"))).containsExactly("breakReasons[1]");
        assertThat(paths(c -> c.getNumbersBuilder().addDirect("100"))).containsExactly("numbers.direct[1]");
    }

    @Test
    void whatIsReferredToMustBeThere() {
        assertThat(problems(c -> c.setDefaultQueue("nowhere")))
                .containsExactly(Problem.of("defaultQueue", "there is no queue 'nowhere'"));
        assertThat(problemsOf(queue("q").setHours("never")))
                .containsExactly(Problem.of("queues[2].hours", "there is no hours 'never'"));
        assertThat(problemsOf(queue("q").setOverflowQueue("nowhere")))
                .containsExactly(Problem.of("queues[2].overflowQueue", "there is no queue 'nowhere'"));
        assertThat(problemsOf(queue("q").addSteps(step(30).putSkills("dutch", 1))))
                .containsExactly(Problem.of("queues[2].steps[2].skills.dutch", "there is no skill 'dutch'"));
        assertThat(problemsOf(agent("x").putSkills("dutch", 1)))
                .containsExactly(Problem.of("agents[2].skills.dutch", "there is no skill 'dutch'"));
        assertThat(problemsOf(agent("x").addQueues(Membership.newBuilder().setQueue("nowhere"))))
                .containsExactly(Problem.of("agents[2].queues[1].queue", "there is no queue 'nowhere'"));
    }

    @Test
    void levelsAreFromOneToTen() {
        assertThat(problemsOf(queue("q").addSteps(step(30).putSkills("german", 11))))
                .containsExactly(Problem.of("queues[2].steps[2].skills.german", "11 is not from 1 to 10"));
        assertThat(problemsOf(agent("x").putSkills("german", 0)))
                .containsExactly(Problem.of("agents[2].skills.german", "0 is not from 1 to 10"));
        assertThat(problemsOf(agent("x").putSkills("german", -1)))
                .containsExactly(Problem.of("agents[2].skills.german", "4294967295 is not from 1 to 10"));
    }

    @Test
    void prioritiesAndWordsOfQueuesAreKnown() {
        assertThat(problemsOf(queue("q").setPriority(101)))
                .containsExactly(Problem.of("queues[2].priority", "101 is not from 0 to 100"));
        assertThat(problemsOf(queue("q").setSelection("random")))
                .containsExactly(Problem.of(
                        "queues[2].selection",
                        "'random' is not one of longest-idle, best-fit, closest-fit, least-occupied"));
        assertThat(pathsOf(queue("q").setSelection("closest-fit"))).isEmpty();
        assertThat(pathsOf(queue("q").setAlternative("fax"))).containsExactly("queues[2].alternative");
        assertThat(pathsOf(queue("q").setMaxWait(Durations.fromSeconds(60)))).containsExactly("queues[2].alternative");
        assertThat(pathsOf(queue("q").setMaxWait(Durations.fromSeconds(60)).setAlternative("call-back")))
                .isEmpty();
        assertThat(pathsOf(queue("q").setOverflowAfter(Durations.fromSeconds(60))))
                .containsExactly("queues[2].overflowQueue");
    }

    @Test
    void durationsArePossible() {
        assertThat(problemsOf(queue("q").setAgeing(Durations.fromSeconds(-1))))
                .containsExactly(Problem.of("queues[2].ageing", "it must not be negative"));
        assertThat(problemsOf(queue("q").setTextOffer(Durations.ZERO)))
                .containsExactly(
                        Problem.of("queues[2].textOffer", "it must be longer than 0s; leave it out for never"));
        assertThat(pathsOf(queue("q").setVoiceOffer(Durations.fromDays(400)))).containsExactly("queues[2].voiceOffer");
        assertThat(pathsOf(queue("q").setWrapUp(Durations.ZERO))).isEmpty();
    }

    @Test
    void stepsFollowEachOther() {
        assertThat(problemsOf(queue("q").clearSteps().addSteps(step(5))))
                .containsExactly(Problem.of("queues[2].steps[0].after", "the first step begins at once: after 0s"));
        assertThat(problemsOf(queue("q").addSteps(step(20))))
                .containsExactly(Problem.of(
                        "queues[2].steps[2].after",
                        "steps follow each other: it must be later than in the step before"));
        assertThat(pathsOf(queue("q").addSteps(step(-3)))).containsExactly("queues[2].steps[2].after");
    }

    @Test
    void overflowDoesNotGoRound() {
        assertThat(problemsOf(queue("q").setOverflowQueue("q")))
                .containsExactly(Problem.of("queues[2].overflowQueue", "overflow goes round in a circle: q -> q"));
        assertThat(problems(c -> c.addQueues(queue("a").setOverflowQueue("b"))
                        .addQueues(queue("b").setOverflowQueue("c"))
                        .addQueues(queue("c").setOverflowQueue("a"))
                        .addQueues(queue("d").setOverflowQueue("a"))))
                .containsExactly(
                        Problem.of("queues[2].overflowQueue", "overflow goes round in a circle: a -> b -> c -> a"));
    }

    @Test
    void segmentsAreNamedOnceAndChangeWithinBounds() {
        var gold = SegmentRule.newBuilder().setSegment("gold").setPriority(-100).setLevel(10);

        assertThat(pathsOf(queue("q").addSegments(gold))).isEmpty();
        assertThat(pathsOf(queue("q").addSegments(gold).addSegments(gold)))
                .containsExactly("queues[2].segments[1].segment");
        assertThat(pathsOf(queue("q")
                        .addSegments(SegmentRule.newBuilder().setPriority(101).setLevel(-11))))
                .containsExactly(
                        "queues[2].segments[0].segment",
                        "queues[2].segments[0].priority",
                        "queues[2].segments[0].level");
    }

    @Test
    void hoursAreOnTheClock() {
        assertThat(problemsOf(hours().setTimeZone("Europe/Lviv")))
                .containsExactly(
                        Problem.of("hours[1].timeZone", "'Europe/Lviv' is no time zone; write it like Europe/Kyiv"));
        assertThat(problemsOf(hours().addWeek(opening("9:00", "18:00"))))
                .containsExactly(
                        Problem.of("hours[1].week[0].from", "'9:00' is no time of day; write it like 09:00 or 18:30"));
        assertThat(problemsOf(hours().addWeek(opening("18:00", "09:00"))))
                .containsExactly(Problem.of("hours[1].week[0].to", "'09:00' is not after '18:00'"));
        assertThat(pathsOf(hours().addWeek(opening("00:00", "24:00")))).isEmpty();
        assertThat(pathsOf(hours().addWeek(opening("00:00", "24:30")))).containsExactly("hours[1].week[0].to");
        assertThat(pathsOf(hours().addWeek(opening("09:00", "18:00").addDays("mon"))))
                .containsExactly("hours[1].week[0].days[1]");
        assertThat(pathsOf(hours().addWeek(opening("09:00", "18:00").clearDays())))
                .containsExactly("hours[1].week[0].days");
    }

    @Test
    void holidaysAreInTheCalendar() {
        assertThat(pathsOf(hours().addHolidays(Holiday.newBuilder().setDate("2026-12-25"))))
                .isEmpty();
        assertThat(problemsOf(hours().addHolidays(Holiday.newBuilder().setDate("2026-02-30"))))
                .containsExactly(
                        Problem.of("hours[1].holidays[0].date", "'2026-02-30' is no date; write it like 2026-12-25"));
        assertThat(pathsOf(hours().addHolidays(
                                Holiday.newBuilder().setDate("2026-12-24").setFrom("09:00"))))
                .containsExactly("hours[1].holidays[0].to");
        assertThat(pathsOf(hours().addHolidays(Holiday.newBuilder().setDate("2026-12-24"))
                        .addHolidays(Holiday.newBuilder().setDate("2026-12-24"))))
                .containsExactly("hours[1].holidays[1].date");
    }

    @Test
    void whatOneCompanyHasNoOtherCanHave() {
        var globex = new DirectoryDecisions(DirectoryState.empty(), baton.engine.MovableClock.START)
                .replace(
                        new baton.engine.spi.Configuration.Author("globex", "operator", 0),
                        Companies.globex(),
                        DirectoryCommand.Manner.EXACTLY);
        var others = DirectoryState.replay(globex.events());
        var acme = company("acme", "200");
        acme.getSiteBuilder().setKey("site-of-globex");
        acme.getNumbersBuilder().setDirect(0, "2001");

        assertThat(check(acme.build(), others))
                .containsExactly(
                        Problem.of("site.key", "'site-of-globex' belongs to 'globex'"),
                        Problem.of("numbers.main", "'200' belongs to 'globex'"),
                        Problem.of("numbers.direct[0]", "'2001' belongs to 'globex'"));
    }

    @Test
    void sitesAndNumbersAreWellFormed() {
        assertThat(paths(c -> c.getSiteBuilder().setKey("a b"))).containsExactly("site.key");
        assertThat(problems(c -> c.getSiteBuilder().addOrigins("shop.example/")))
                .containsExactly(Problem.of(
                        "site.origins[1]", "'shop.example/' is no origin: write it like https://shop.example"));
        assertThat(paths(c -> c.getSiteBuilder().addOrigins("http://localhost:3000")))
                .isEmpty();
        assertThat(paths(c -> c.getNumbersBuilder().setMain("1 00"))).containsExactly("numbers.main");
        assertThat(paths(c -> c.getNumbersBuilder().setMain("+380443900100"))).isEmpty();
        assertThat(paths(c -> c.getNumbersBuilder().setMain("").clearDirect())).isEmpty();
    }

    @Test
    void agentsAreComplete() {
        assertThat(pathsOf(agent("x").setName(""))).containsExactly("agents[2].name");
        assertThat(problemsOf(agent("x").setRole("boss")))
                .containsExactly(Problem.of("agents[2].role", "'boss' is not one of agent, supervisor"));
        assertThat(pathsOf(agent("x").setPasswordHash("geheim"))).containsExactly("agents[2].passwordHash");
        assertThat(pathsOf(agent("x").setPassword("x".repeat(201)))).containsExactly("agents[2].password");
        assertThat(pathsOf(agent("x").putCapacity("text", 101).putCapacity("WhatsApp", 1)))
                .containsExactlyInAnyOrder("agents[2].capacity.text", "agents[2].capacity.WhatsApp");
        assertThat(pathsOf(agent("x").addQueues(Membership.newBuilder().setQueue("main"))))
                .containsExactly("agents[2].queues[1].queue");
    }

    @Test
    void aPhoneSecretIsNotEasilyGuessed() {
        assertThat(problemsOf(agent("x").setPhoneSecret("geheim-2026")))
                .containsExactly(Problem.of(
                        "agents[2].phoneSecret", "it has less than 12 characters, and everybody can try to guess it"));
        assertThat(problemsOf(agent("x").setPhoneSecret("geheim-20261"))).isEmpty();
        assertThat(problemsOf(agent("x").clearPhoneSecret())).isEmpty();
    }

    @Test
    void noSecretIsRepeatedInASentence() {
        var secret = "p".repeat(501);

        assertThat(problemsOf(
                        agent("x").setPassword(secret).setPasswordHash(secret).setPhoneSecret(secret)))
                .hasSize(3)
                .noneMatch(problem -> problem.text().contains("ppp"));
    }

    @Test
    void templatesAreNamedAsProvidersNameThemAndLeaveNoGapOut() {
        assertThat(paths(c -> template(c, "order_shipped", "en_US", "Order {1} for {2}, {1}")))
                .isEmpty();
        assertThat(paths(c -> template(c, "Order", "en_US", "x"))).containsExactly("accounts[0].templates[0].name");
        assertThat(paths(c -> template(c, "order", "english", "x")))
                .containsExactly("accounts[0].templates[0].language");
        assertThat(paths(c -> template(c, "order", "uk", "Order {2}")))
                .containsExactly("accounts[0].templates[0].text");
        assertThat(paths(c -> template(c, "order", "uk", "{0}"))).containsExactly("accounts[0].templates[0].text");
        assertThat(paths(c -> template(c, "order", "uk", ""))).containsExactly("accounts[0].templates[0].text");
        assertThat(paths(c -> {
                    template(c, "order", "uk", "x");
                    c.getAccountsBuilder(0).addTemplates(c.getAccountsBuilder(0).getTemplates(0));
                }))
                .containsExactly("accounts[0].templates[1].name");
    }

    private static void template(Tenant.Builder company, String name, String language, String text) {
        company.addAccountsBuilder()
                .setChannel("whatsapp")
                .addTemplatesBuilder()
                .setName(name)
                .setLanguage(language)
                .setText(text);
    }

    @Test
    void buttonsOfRepliesHaveIdsAndTitles() {
        assertThat(paths(c -> c.addReplies(reply("ask", "Well?")
                        .addChoices(ReplyChoice.newBuilder().setId("yes").setTitle("Yes"))
                        .addChoices(ReplyChoice.newBuilder().setId("no").setTitle("No")))))
                .isEmpty();
        assertThat(paths(c -> c.addReplies(reply("ask", "Well?")
                        .addChoices(ReplyChoice.newBuilder().setId("yes"))
                        .addChoices(ReplyChoice.newBuilder().setId("yes").setTitle("No")))))
                .containsExactlyInAnyOrder("replies[1].choices[1].id", "replies[1].choices[0].title");
    }

    @Test
    void repliesHaveTextAndOnlyVariablesThatAreFilled() {
        assertThat(pathsOf(reply("r", ""))).containsExactly("replies[1].text");
        assertThat(pathsOf(reply("r", "x".repeat(4001)))).containsExactly("replies[1].text");
        assertThat(pathsOf(reply("r", "x").setTitle(""))).containsExactly("replies[1].title");
        assertThat(pathsOf(reply("r", "x").setLanguage("de"))).containsExactly("replies[1].language");
        assertThat(problemsOf(reply("r", "Hi {{customer.name}} from {{agent.name}} at {{company}}: {{order}}")))
                .containsExactly(Problem.of(
                        "replies[1].text",
                        "there is no variable '{{order}}'; there are {{customer.name}}, {{agent.name}} and"
                                + " {{company}}"));
    }

    @Test
    void onlyWhatStandsAroundALinkHasAPlaceForIt() {
        assertThat(pathsOf(reply("r", "{{company}}: {{link}}, {{minutes}} min").addTags("tell-link")))
                .isEmpty();
        assertThat(pathsOf(reply("r", "{{company}}: {{link}}").addTags("greeting")))
                .containsExactly("replies[1].text");
        assertThat(pathsOf(reply("r", "{{link}} {{order}}").addTags("tell-link")))
                .containsExactly("replies[1].text");
    }

    @Test
    void whatIsWrongHasACodeAndTheValuesThatTheSentenceSpeaksOf() {
        var company = company("acme", "100").addQueues(queue("q").setPriority(101));

        assertThat(Validation.of(company.build(), "acme", Claims.of(DirectoryState.empty(), "acme")))
                .containsExactly(new Problem(
                        "queues[2].priority",
                        "101 is not from 0 to 100",
                        "out-of-range",
                        Map.of("value", "101", "least", "0", "most", "100")));
    }

    @Test
    void thereIsAnEndToEverything() {
        assertThat(check(Companies.large("acme", 20_001), DirectoryState.empty()))
                .containsExactly(Problem.of("agents", "there are 20001, at most 20000 are allowed"));
        assertThat(problems(c -> c.setCompany("x".repeat(201))))
                .containsExactly(Problem.of("company", "it has 201 characters, at most 200 are allowed"));
        assertThat(paths(c -> c.setCompany(""))).containsExactly("company");
        assertThat(problems(c -> {
                    for (var i = 0; i < 1_000; i++) {
                        c.addAgents(agent("x" + i).setRole("boss"));
                    }
                }))
                .hasSize(100);
    }

    private static Reply.Builder reply(String id, String text) {
        return Reply.newBuilder().setId(id).setTitle("Title").setText(text);
    }

    private static Hours.Builder hours() {
        return Hours.newBuilder().setId("h").setTimeZone("UTC");
    }

    private static Opening.Builder opening(String from, String to) {
        return Opening.newBuilder().addDays("friday").setFrom(from).setTo(to);
    }

    private static Step.Builder step(long after) {
        return Step.newBuilder().setAfter(Durations.fromSeconds(after));
    }

    private static List<Problem> problemsOf(Queue.Builder queue) {
        return problems(company -> company.addQueues(queue));
    }

    private static List<Problem> problemsOf(Agent.Builder agent) {
        return problems(company -> company.addAgents(agent));
    }

    private static List<Problem> problemsOf(Hours.Builder hours) {
        return problems(company -> company.addHours(hours));
    }

    private static List<Problem> problemsOf(Reply.Builder reply) {
        return problems(company -> company.addReplies(reply));
    }

    private static List<String> pathsOf(Queue.Builder queue) {
        return problemsOf(queue).stream().map(Problem::path).toList();
    }

    private static List<String> pathsOf(Agent.Builder agent) {
        return problemsOf(agent).stream().map(Problem::path).toList();
    }

    private static List<String> pathsOf(Hours.Builder hours) {
        return problemsOf(hours).stream().map(Problem::path).toList();
    }

    private static List<String> pathsOf(Reply.Builder reply) {
        return problemsOf(reply).stream().map(Problem::path).toList();
    }

    private static List<String> paths(Consumer<Tenant.Builder> change) {
        return problems(change).stream().map(Problem::path).toList();
    }

    private static List<Problem> problems(Consumer<Tenant.Builder> change) {
        var company = company("acme", "100");
        change.accept(company);
        return check(company.build(), DirectoryState.empty());
    }

    private static List<Problem> check(Tenant tenant, DirectoryState state) {
        var problems = Validation.of(tenant, "acme", Claims.of(state, "acme"));
        assertThat(problems).allSatisfy(ValidationTest::saysTheSameToPrograms);
        return problems.stream()
                .map(problem -> Problem.of(problem.path(), problem.text()))
                .toList();
    }

    private static void saysTheSameToPrograms(Problem problem) {
        assertThat(problem.code()).as(problem.text()).matches("[a-z]+(-[a-z]+)*");
        assertThat(problem.values().values()).allMatch(value -> problem.text().contains(value));
        SupervisorsWords.saysTheSame(problem);
    }
}
