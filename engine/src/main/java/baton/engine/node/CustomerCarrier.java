package baton.engine.node;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.customer.CustomerCommand.AbsorbCustomer;
import baton.engine.customer.CustomerCommand.ChooseEpisode;
import baton.engine.customer.CustomerCommand.SeparateCustomer;
import baton.engine.customer.CustomerErrand;
import baton.engine.customer.CustomerErrand.CompareClue;
import baton.engine.customer.CustomerErrand.CompareEpisodes;
import baton.engine.customer.CustomerErrand.JoinEpisodes;
import baton.engine.customer.CustomerErrand.SplitEpisode;
import baton.engine.customer.CustomerErrand.TellAbsorbed;
import baton.engine.customer.CustomerErrand.TellSeparated;
import baton.engine.duty.Carrier;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.GetStanding;
import baton.engine.episode.EpisodeCommand.JoinEpisode;
import baton.engine.episode.EpisodeCommand.ReopenEpisode;
import baton.engine.episode.EpisodeCommand.Standing;
import baton.engine.episode.EpisodeCommand.Whereabouts;
import baton.engine.episode.EpisodeCommand.YieldEpisode;
import baton.engine.episode.EpisodeReply.Accepted;
import baton.engine.sharding.Entities;
import java.util.concurrent.CompletionStage;

/** Carries what a merge of customers asks for to the other customer and to episodes that become one or two, and who may be alike. */
final class CustomerCarrier implements Carrier<CustomerErrand> {

    private final Entities entities;
    private final Comparing comparing;

    CustomerCarrier(Entities entities) {
        this.entities = entities;
        this.comparing = new Comparing(entities);
    }

    @Override
    public void carry(String tenant, CustomerErrand errand, Runnable done) {
        carry(tenant, errand).thenAccept(isDone -> {
            if (isDone) {
                done.run();
            }
        });
    }

    private CompletionStage<Boolean> carry(String tenant, CustomerErrand errand) {
        if (errand instanceof TellAbsorbed tell) {
            return entities.askCustomer(tenant, tell.customerId(), to -> new AbsorbCustomer(tell.absorption(), to))
                    .thenApply(noted -> true);
        } else if (errand instanceof TellSeparated tell) {
            return entities.askCustomer(tenant, tell.customerId(), to -> new SeparateCustomer(tell.separation(), to))
                    .thenApply(noted -> true);
        } else if (errand instanceof CompareEpisodes compare) {
            return standing(tenant, compare.current())
                    .thenCombine(standing(tenant, compare.other()), Pair::new)
                    .thenCompose(pair -> choose(tenant, compare, pair));
        } else if (errand instanceof JoinEpisodes join) {
            return standing(tenant, join.over()).thenCompose(over -> join(tenant, join, over));
        }
        return errand instanceof CompareClue compare
                ? comparing.carry(tenant, compare)
                : split(tenant, (SplitEpisode) errand);
    }

    private record Pair(Standing one, Standing other) {}

    private CompletionStage<Standing> standing(String tenant, String episodeId) {
        return entities.ask(entities.episode(tenant, episodeId), GetStanding::new);
    }

    private CompletionStage<Boolean> choose(String tenant, CompareEpisodes compare, Pair pair) {
        var first = pair.one().goesBefore(pair.other());
        var goesOn = first ? pair.one() : pair.other();
        var over = first ? pair.other() : pair.one();
        return entities.askCustomer(
                        tenant,
                        compare.customerId(),
                        to -> new ChooseEpisode(
                                compare.mergedId(),
                                compare.number(),
                                compare.current(),
                                goesOn.episodeId(),
                                over.isOpen() ? over.episodeId() : "",
                                to))
                .thenApply(noted -> true);
    }

    /** First the one that goes on, so that what is to go on in it is never nowhere. */
    private CompletionStage<Boolean> join(String tenant, JoinEpisodes join, Standing over) {
        if (!over.isOpen()) {
            return completedStage(true);
        }
        return entities.askEpisode(tenant, join.episodeId(), to -> new JoinEpisode(join.mergeId(), over, to))
                .thenCompose(reply -> reply instanceof Accepted ? giveWay(tenant, join) : goOnByItself(tenant, join));
    }

    private CompletionStage<Boolean> giveWay(String tenant, JoinEpisodes join) {
        return entities.askEpisode(tenant, join.over(), to -> new YieldEpisode(join.episodeId(), join.mergeId(), to))
                .thenApply(reply -> reply instanceof Accepted);
    }

    /** The one that was to go on has been closed meanwhile. */
    private CompletionStage<Boolean> goOnByItself(String tenant, JoinEpisodes join) {
        return entities.askCustomer(
                        tenant,
                        join.customerId(),
                        to -> new ChooseEpisode(join.mergedId(), join.number(), join.episodeId(), join.over(), "", to))
                .thenApply(noted -> true);
    }

    /** What had been joined to a conversation that is over need not go on. */
    private CompletionStage<Boolean> split(String tenant, SplitEpisode errand) {
        var split = errand.split();
        var leaving = split.leaving().stream()
                .map(address -> new Whereabouts(address.channel(), address.value()))
                .toList();
        return entities.askEpisode(
                        tenant,
                        split.episodeId(),
                        to -> new EpisodeCommand.SplitEpisode(leaving, split.reopened(), errand.agentId(), to))
                .thenCompose(
                        reply -> reply instanceof Accepted && !split.reopened().isEmpty()
                                ? entities.askEpisode(
                                                tenant,
                                                split.reopened(),
                                                to -> new ReopenEpisode(
                                                        split.episodeId(), split.mergeId(), errand.agentId(), to))
                                        .thenApply(reopened -> true)
                                : completedStage(true));
    }
}
