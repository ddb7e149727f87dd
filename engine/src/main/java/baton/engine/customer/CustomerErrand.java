package baton.engine.customer;

import baton.engine.customer.CustomerCommand.Absorption;
import baton.engine.customer.CustomerCommand.Separation;
import baton.engine.customer.CustomerEvent.Split;
import baton.engine.duty.Errand;
import baton.engine.likeness.Clue;
import java.util.ArrayList;
import java.util.List;

/** What a {@link Customer} owes to others after a merge, after one was undone, or because they may be alike; all of it follows from the state. */
public sealed interface CustomerErrand extends Errand {

    /** That customer must know who is the same person, and what is known of them. */
    record TellAbsorbed(String customerId, Absorption absorption) implements CustomerErrand {
        @Override
        public String errandId() {
            return "absorbed " + absorption.number() + " "
                    + absorption.history().hashCode();
        }
    }

    /** That customer must know who is not the same person. */
    record TellSeparated(String customerId, Separation separation) implements CustomerErrand {
        @Override
        public String errandId() {
            return "separated " + separation.number();
        }
    }

    /** Two episodes may be open: somebody has to look which one goes on, and say so. */
    record CompareEpisodes(String customerId, String mergedId, int number, String current, String other)
            implements CustomerErrand {
        @Override
        public String errandId() {
            return "compare " + current + " with " + other + " for " + mergedId + "#" + number;
        }
    }

    /** One episode goes on in another one. */
    record JoinEpisodes(String customerId, String mergedId, int number, String episodeId, String over)
            implements CustomerErrand {
        @Override
        public String errandId() {
            return "join " + over + " to " + episodeId;
        }

        public String mergeId() {
            return Merges.mergeId(mergedId, number);
        }
    }

    /** One of two customers leaves the conversation that both were in. */
    record SplitEpisode(Split split, String agentId) implements CustomerErrand {
        @Override
        public String errandId() {
            return "split " + split.episodeId() + " " + split.mergeId();
        }
    }

    /** Others who have to do with the same number or address may be the same person: they, and this customer, must know. */
    record CompareClue(String customerId, Clue clue) implements CustomerErrand {
        @Override
        public String errandId() {
            return "compare clue " + clue;
        }
    }

    static List<CustomerErrand> of(String customerId, CustomerState state) {
        var merges = state.merges();
        var owed = new ArrayList<CustomerErrand>();
        merges.into().ifPresent(into -> owed.add(new TellAbsorbed(into.customerId(), state.absorption(customerId))));
        merges.lastUndone()
                .ifPresent(from ->
                        owed.add(new TellSeparated(from.customerId(), merges.separation(customerId, from.number()))));
        if (merges.into().isEmpty()) {
            state.rivals()
                    .forEach(rival -> owed.add(new CompareEpisodes(
                            customerId,
                            rival.customerId(),
                            rival.number(),
                            state.currentEpisode().orElse(""),
                            rival.episodeId())));
            merges.separated().values().forEach(separated -> separated
                    .split()
                    .ifPresent(split -> owed.add(new SplitEpisode(split, separated.agentId()))));
        }
        SuggestionDecisions.uncompared(state).forEach(clue -> owed.add(new CompareClue(customerId, clue)));
        merges.joins()
                .forEach(chosen -> owed.add(new JoinEpisodes(
                        customerId, chosen.customerId(), chosen.number(), chosen.episodeId(), chosen.over())));
        return owed;
    }
}
