package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.agent.AgentCommand;
import baton.engine.agent.AgentReply;
import baton.engine.customer.EpisodeIds;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeReply;
import baton.engine.sharding.Entities;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.gateway.v1.Receipt;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** What all deeds of agents have in common: looks at what comes from outside, asks an entity, makes a receipt of its answer. */
final class Deeds {

    private static final int MAX_ID = 128;

    private final Entities entities;
    private final int maxText;

    Deeds(Entities entities, int maxText) {
        this.entities = entities;
        this.maxText = maxText;
    }

    Entities entities() {
        return entities;
    }

    /** Whether an entity can have this id. */
    static boolean possible(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID;
    }

    /** There is none of this id if it has the wrong form, and then no entity is woken up to say so. */
    static boolean possibleEpisode(String id) {
        return EpisodeIds.possible(id);
    }

    static CompletionStage<Receipt> refused(String code, String detail) {
        return completedStage(Receipts.refused(code, detail));
    }

    /** Why this cannot be a message or a note. */
    Optional<CompletionStage<Receipt>> wrong(String id, String text) {
        if (!possible(id)) {
            return Optional.of(refused("bad-id", "An id has 1 to " + MAX_ID + " characters."));
        }
        return text.isBlank() ? Optional.of(refused("empty-text", "There is nothing in this message.")) : tooLong(text);
    }

    Optional<CompletionStage<Receipt>> tooLong(String text) {
        return text.codePointCount(0, text.length()) > maxText
                ? Optional.of(refused("too-long", "A text has at most " + maxText + " characters."))
                : Optional.empty();
    }

    CompletionStage<Receipt> agent(
            Tenant tenant, String agentId, Function<ActorRef<AgentReply>, AgentCommand> command) {
        return entities.askAgent(tenant.id(), agentId, command).thenApply(Receipts::of);
    }

    CompletionStage<Receipt> episode(
            Tenant tenant, String episodeId, Function<ActorRef<EpisodeReply>, EpisodeCommand> command) {
        if (!possibleEpisode(episodeId)) {
            return refused("no-such-episode", "There is no such conversation.");
        }
        return entities.askEpisode(tenant.id(), episodeId, command).thenApply(reply -> Receipts.of(episodeId, reply));
    }
}
