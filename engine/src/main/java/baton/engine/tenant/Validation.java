package baton.engine.tenant;

import static baton.engine.tenant.Findings.quoted;
import static baton.engine.tenant.Findings.shown;

import baton.engine.spi.Configuration.Problem;
import baton.protocol.config.v1.Numbers;
import baton.protocol.config.v1.Reply;
import baton.protocol.config.v1.ReplyChoice;
import baton.protocol.config.v1.Site;
import baton.protocol.config.v1.Skill;
import baton.protocol.config.v1.Tenant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a company's configuration. Pure; finds everything at once, each with the path to it and a sentence. */
final class Validation {

    private static final int MOST_AGENTS = 20_000;
    private static final int MOST_QUEUES = 500;
    private static final int MOST_SKILLS = 1_000;
    private static final int MOST_HOURS = 200;
    private static final int MOST_REPLIES = 5_000;
    private static final int MOST_NUMBERS = 10_000;
    private static final int MOST_ORIGINS = 100;
    private static final int MOST_WORDS = 100;
    private static final int MOST_TAGS = 20;
    private static final int MOST_CHOICES = 10;
    private static final int CHOICE_LENGTH = 80;

    private static final int NAME_LENGTH = 200;
    private static final int WORD_LENGTH = 100;
    private static final int SECRET_LENGTH = 500;
    private static final int REPLY_LENGTH = 4_000;

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");
    private static final Pattern SITE_KEY = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(.*?)}}");
    private static final Set<String> VARIABLES = Set.of("customer.name", "agent.name", "company");
    /** What stands around a link to prove an address has these, too. */
    private static final Set<String> OF_A_LINK = Set.of("link", "minutes");

    private static final String LINK_TAG = "tell-link";
    private static final List<String> LANGUAGES = List.of("en", "uk", "ru", "ro");

    private final Tenant tenant;
    private final Claims claims;
    private final Findings findings = new Findings();

    private Validation(Tenant tenant, Claims claims) {
        this.tenant = tenant;
        this.claims = claims;
    }

    /** @param claims of all other companies */
    static List<Problem> of(Tenant tenant, String tenantId, Claims claims) {
        var validation = new Validation(tenant, claims);
        validation.findings.id("id", tenant.getId());
        validation.findings.require(
                tenant.getId().equals(tenantId),
                "id",
                "another-company",
                quoted(tenant.getId()) + " is not " + quoted(tenantId),
                Map.of("value", shown(tenant.getId()), "expected", shown(tenantId)));
        validation.all();
        return validation.findings.all();
    }

    private void all() {
        sizes();
        var ids = Ids.of(tenant, findings);
        company(ids);
        for (var i = 0; i < tenant.getSkillsCount(); i++) {
            findings.text("skills[" + i + "].name", tenant.getSkills(i).getName(), 0, NAME_LENGTH);
        }
        AccountRules.check(tenant.getAccountsList(), findings);
        ProgramRules.check(tenant.getProgramsList(), findings);
        HoursRules.check(tenant.getHoursList(), findings);
        new QueueRules(tenant.getQueuesList(), ids, findings).check();
        new AgentRules(tenant.getAgentsList(), ids, findings).check();
        for (var i = 0; i < tenant.getRepliesCount(); i++) {
            reply("replies[" + i + "]", tenant.getReplies(i));
        }
    }

    private void sizes() {
        findings.most("agents", tenant.getAgentsCount(), MOST_AGENTS);
        findings.most("queues", tenant.getQueuesCount(), MOST_QUEUES);
        findings.most("skills", tenant.getSkillsCount(), MOST_SKILLS);
        findings.most("hours", tenant.getHoursCount(), MOST_HOURS);
        findings.most("replies", tenant.getRepliesCount(), MOST_REPLIES);
    }

    private void company(Ids ids) {
        findings.text("company", tenant.getCompany(), 1, NAME_LENGTH);
        site(tenant.getSite());
        numbers(tenant.getNumbers());
        findings.known("defaultQueue", tenant.getDefaultQueue(), ids.queues(), "queue");
        findings.words("dispositions", tenant.getDispositionsList(), MOST_WORDS, WORD_LENGTH);
        findings.words("breakReasons", tenant.getBreakReasonsList(), MOST_WORDS, WORD_LENGTH);
    }

    private void site(Site site) {
        var key = site.getKey();
        if (!key.isEmpty()) {
            findings.requireOf(
                    key,
                    SITE_KEY.matcher(key).matches(),
                    "site.key",
                    "bad-site-key",
                    " is no key: 1 to 100 letters, digits, '.', '-' and '_' are allowed");
            claims.ofSite(key).ifPresent(other -> taken("site.key", key, other));
        }
        findings.most("site.origins", site.getOriginsCount(), MOST_ORIGINS);
        for (var i = 0; i < site.getOriginsCount(); i++) {
            var origin = site.getOrigins(i);
            findings.requireOf(
                    origin,
                    ORIGIN.matcher(origin).matches(),
                    "site.origins[" + i + "]",
                    "bad-origin",
                    " is no origin: write it like https://shop.example");
        }
        findings.text("site.identitySecret", site.getIdentitySecret(), 0, SECRET_LENGTH);
    }

    private void numbers(Numbers numbers) {
        findings.text("numbers.display", numbers.getDisplay(), 0, WORD_LENGTH);
        findings.most("numbers.direct", numbers.getDirectCount(), MOST_NUMBERS);
        var seen = new HashSet<String>();
        if (!numbers.getMain().isEmpty()) {
            number("numbers.main", numbers.getMain(), seen);
        }
        for (var i = 0; i < numbers.getDirectCount(); i++) {
            number("numbers.direct[" + i + "]", numbers.getDirect(i), seen);
        }
    }

    private void number(String path, String number, Set<String> seen) {
        findings.requireOf(
                number,
                NUMBER.matcher(number).matches(),
                path,
                "bad-number",
                " is no number as dialled: 1 to 20 digits, perhaps after a +");
        findings.once(path, number, seen);
        claims.ofNumber(number).ifPresent(other -> taken(path, number, other));
    }

    private void taken(String path, String what, String other) {
        findings.add(
                path,
                "taken",
                quoted(what) + " belongs to " + quoted(other),
                Map.of("value", shown(what), "other", shown(other)));
    }

    private void reply(String path, Reply reply) {
        findings.text(path + ".title", reply.getTitle(), 1, NAME_LENGTH);
        findings.text(path + ".text", reply.getText(), 1, REPLY_LENGTH);
        findings.oneOf(path + ".language", reply.getLanguage(), LANGUAGES);
        findings.most(path + ".choices", reply.getChoicesCount(), MOST_CHOICES);
        findings.ids(path + ".choices", reply.getChoicesList(), ReplyChoice::getId);
        for (var i = 0; i < reply.getChoicesCount(); i++) {
            findings.text(
                    path + ".choices[" + i + "].title", reply.getChoices(i).getTitle(), 1, CHOICE_LENGTH);
        }
        findings.words(path + ".tags", reply.getTagsList(), MOST_TAGS, WORD_LENGTH);
        var variables = VARIABLE.matcher(reply.getText());
        while (variables.find()) {
            findings.require(
                    VARIABLES.contains(variables.group(1))
                            || (OF_A_LINK.contains(variables.group(1))
                                    && reply.getTagsList().contains(LINK_TAG)),
                    path + ".text",
                    "no-such-variable",
                    "there is no variable " + quoted(variables.group())
                            + "; there are {{customer.name}}, {{agent.name}} and {{company}}",
                    Map.of("value", shown(variables.group())));
        }
    }

    /** What can be referred to. */
    record Ids(Set<String> skills, Set<String> hours, Set<String> queues) {

        private static Ids of(Tenant tenant, Findings findings) {
            var ids = new Ids(
                    findings.ids("skills", tenant.getSkillsList(), Skill::getId),
                    findings.ids("hours", tenant.getHoursList(), baton.protocol.config.v1.Hours::getId),
                    findings.ids("queues", tenant.getQueuesList(), baton.protocol.config.v1.Queue::getId));
            findings.ids("agents", tenant.getAgentsList(), baton.protocol.config.v1.Agent::getId);
            findings.ids("replies", tenant.getRepliesList(), Reply::getId);
            return ids;
        }
    }
}
