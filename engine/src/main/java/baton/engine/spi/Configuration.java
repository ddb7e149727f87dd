package baton.engine.spi;

import baton.protocol.config.v1.Tenant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Changes companies while everything runs. A stage completes when the change is in the journal and this node knows it, and
 * fails when nobody knows whether it was done.
 */
public interface Configuration {

    /** What a company has many of. */
    enum Part {
        SKILLS("skill"),
        HOURS("hours"),
        QUEUES("queue"),
        AGENTS("agent"),
        REPLIES("reply");

        private final String one;

        Part(String one) {
            this.one = one;
        }

        /** One of them, for people. */
        public String one() {
            return one;
        }

        /** As it is called in {@code config.proto}, for example {@code queues}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The whole company as in a file, secrets included: what is not in it is removed. A company that is new is created. */
    CompletionStage<Outcome> load(Author author, Tenant whole);

    /** Does nothing if there is such a company already. */
    CompletionStage<Outcome> loadNew(Author author, Tenant whole);

    /** The whole company as on a screen, without secrets: those that are left empty stay as they are. */
    CompletionStage<Outcome> replace(Author author, Tenant whole);

    /** Everything but what it has many of. An empty secret stays as it is. */
    CompletionStage<Outcome> saveCompany(Author author, Tenant company);

    /** All skills, hours, queues, agents and replies in {@code parts}, each new or instead of that with its id; nothing else. */
    CompletionStage<Outcome> save(Author author, Tenant parts);

    CompletionStage<Outcome> remove(Author author, Part part, String id);

    /** The whole company with everything it has. */
    CompletionStage<Outcome> removeTenant(Author author);

    /**
     * Who changes which company.
     *
     * @param by the id of an agent of that company, or {@code operator}
     * @param basedOn the version that was looked at; if there is a later one the change is refused as {@code stale}. 0: whatever it is
     */
    record Author(String tenantId, String by, long basedOn) {}

    /** What came of it. */
    sealed interface Outcome {}

    /**
     * It is so from now on.
     *
     * @param version of the company, also if nothing had to be changed
     * @param changes empty if it was so already
     */
    record Done(long version, List<Change> changes) implements Outcome {}

    /** It stays as it was. {@code code} is for machines: {@code bad-configuration}, {@code stale}, {@code no-such-...}. */
    record Refused(String code, String detail, List<Problem> problems) implements Outcome {}

    /**
     * How many of one kind have changed.
     *
     * @param what for people, for example {@code queue} or {@code company}
     */
    record Change(String what, int count) {}

    /**
     * What is wrong in a configuration.
     *
     * @param path for example {@code queues[2].steps[1].skills.german}
     * @param text a sentence
     * @param code for programs that say it in other words, for example {@code too-long}; empty if there is none
     * @param values what those words are about, by name, for example {@code most}
     */
    record Problem(String path, String text, String code, Map<String, String> values) {

        /** Nodes of an earlier release send neither code nor values. */
        public Problem {
            code = code == null ? "" : code;
            values = values == null ? Map.of() : Map.copyOf(values);
        }

        /** One that has no code. */
        public static Problem of(String path, String text) {
            return new Problem(path, text, "", Map.of());
        }
    }
}
