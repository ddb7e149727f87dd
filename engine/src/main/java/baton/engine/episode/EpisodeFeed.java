package baton.engine.episode;

import baton.engine.journal.Times;
import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.client.v1.Looking;
import baton.protocol.client.v1.Typing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An episode as those see it who follow it: numbered entries, and the state as a whole. Hides from customers what is not theirs. */
final class EpisodeFeed {

    /** A frame ends when it has this many bytes: well below what one node sends to another in one message. */
    private static final int PAGE_BYTES = 128 * 1024;

    /** Why a link to an address that a customer has typed did not get there says something about that address, and is for agents only. */
    private static final String NOT_DELIVERED = "not-delivered";

    private EpisodeFeed() {}

    /** The timeline after this number, in as many frames as it takes; none if there is nothing new. */
    static List<Feed> entries(String episodeId, Timeline timeline, Party party, int after) {
        var frames = new ArrayList<Feed>();
        for (int from = after; from < timeline.last(); ) {
            var page = page(episodeId, timeline, party, from);
            frames.add(Feed.newBuilder().setEntries(page).build());
            from = page.getUpTo();
        }
        return frames;
    }

    /** As much of the timeline after this number as fits into one frame. */
    static Entries page(String episodeId, Timeline timeline, Party party, int after) {
        var page = Entries.newBuilder().setEpisodeId(episodeId).setAfter(after);
        var takenBack = party == Party.AGENT
                ? Set.<Integer>of()
                : timeline.takenBackAfter(after).keySet();
        var number = after;
        for (int bytes = 0; number < timeline.last() && bytes < PAGE_BYTES; ) {
            var event = timeline.entries().get(number++);
            if (party == Party.AGENT || shownToCustomers(event) && !timeline.isMissBesideATalk(number)) {
                var entry = Entry.newBuilder()
                        .setNumber(number)
                        .setEvent(out(saysTakenBack(event, number, takenBack) ? withoutWords(event) : event, party))
                        .build();
                bytes += entry.getSerializedSize();
                page.addEntries(entry);
            }
        }
        return page.setUpTo(number).build();
    }

    /** As this party may see it. */
    static baton.protocol.journal.v1.EpisodeEvent out(EpisodeEvent event, Party party) {
        var whole = EpisodeFormat.out(withoutReference(event)).toBuilder();
        if (event instanceof EpisodeEvent.MessageReceived e && e.content().isAwaited()) {
            whole.getMessageReceivedBuilder().getContentBuilder().setAwaited(true);
        }
        if (party == Party.AGENT) {
            return whole.build();
        }
        var shown = event instanceof EpisodeEvent.MessageReceived
                ? whole
                : EpisodeFormat.out(withoutInternals(event)).toBuilder();
        if (shown.hasAgentAssigned()) {
            shown.getAgentAssignedBuilder().clearExplanation().clearRole().clearWorkId();
        }
        return shown.build();
    }

    /** Where the provider gives a file out is between it and us. */
    private static EpisodeEvent withoutReference(EpisodeEvent event) {
        return event instanceof EpisodeEvent.MessageReceived e
                ? new EpisodeEvent.MessageReceived(
                        e.messageId(), e.legId(), e.text(), e.content().withoutReference(), e.at())
                : event;
    }

    /** Whether these are words that were taken back later, be they the first or those of a correction. */
    private static boolean saysTakenBack(EpisodeEvent event, int number, Set<Integer> takenBack) {
        return takenBack.contains(number)
                || event instanceof EpisodeEvent.MessageSent e
                        && e.content().isAboutAnother()
                        && takenBack.contains(e.content().aboutNumber());
    }

    /** Whoever comes after an agent has taken a message back does not get it any more. */
    private static EpisodeEvent withoutWords(EpisodeEvent event) {
        if (!(event instanceof EpisodeEvent.MessageSent e)) {
            return event;
        }
        var content = e.content().isAboutAnother() ? e.content() : Content.TEXT;
        return new EpisodeEvent.MessageSent(e.messageId(), e.agentId(), "", e.legId(), content, e.at());
    }

    /** What agents write for each other stays with them; so does the number of a caller, who may have dialled by mistake. */
    private static EpisodeEvent withoutInternals(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.EpisodeClosed e) {
            return new EpisodeEvent.EpisodeClosed(e.agentId(), "", "", e.at());
        } else if (event instanceof EpisodeEvent.EpisodeTransferred e) {
            return new EpisodeEvent.EpisodeTransferred(
                    e.fromAgentId(), e.toAgentId(), "", "", Optional.empty(), "", e.at());
        } else if (event instanceof EpisodeEvent.CallUnanswered e) {
            return new EpisodeEvent.CallUnanswered(e.legId(), e.agentId(), e.offerId(), "", e.at());
        } else if (event instanceof EpisodeEvent.AddressLinked e) {
            return new EpisodeEvent.AddressLinked(e.channel(), "", e.agentId(), e.at());
        } else if (event instanceof EpisodeEvent.MessageSent e) {
            return new EpisodeEvent.MessageSent(e.messageId(), e.agentId(), e.text(), "", e.content(), e.at());
        } else if (event instanceof EpisodeEvent.DeliveryFailed e) {
            return new EpisodeEvent.DeliveryFailed("", e.number(), NOT_DELIVERED, "", e.at());
        } else if (event instanceof EpisodeEvent.LegOpened e) {
            return new EpisodeEvent.LegOpened(e.legId(), e.channel(), "", e.medium(), e.at());
        } else if (event instanceof EpisodeEvent.CallBackRequested e
                && !e.legId().isEmpty()) {
            return new EpisodeEvent.CallBackRequested("", e.legId(), e.at());
        }
        return event;
    }

    /** A transfer that may still come to nothing is not shown, nor who else is there. Of what was not delivered, what the customer has asked for. */
    private static boolean shownToCustomers(EpisodeEvent event) {
        if (event instanceof EpisodeEvent.EpisodeTransferred e) {
            return e.ask().isEmpty();
        } else if (event instanceof EpisodeEvent.AgentAssigned e) {
            return e.role() == Role.OWNER;
        } else if (event instanceof EpisodeEvent.CallUnanswered e) {
            return !e.isPartners();
        } else if (event instanceof EpisodeEvent.DeliveryFailed e) {
            return Outbox.isLinkLeg(e.legId());
        }
        return !(event instanceof EpisodeEvent.NoteWritten
                || event instanceof EpisodeEvent.WorkQueued
                || event instanceof EpisodeEvent.AgentReleased
                || event instanceof EpisodeEvent.AgentInvited
                || event instanceof EpisodeEvent.WorkDeclined
                || event instanceof EpisodeEvent.AgentLeft
                || event instanceof EpisodeEvent.WrapUpStarted
                || event instanceof EpisodeEvent.WrapUpProlonged
                || event instanceof EpisodeEvent.CallHeld
                || event instanceof EpisodeEvent.EpisodeJoined
                || event instanceof EpisodeEvent.EpisodeMerged
                || event instanceof EpisodeEvent.EpisodeReopened
                || event instanceof EpisodeEvent.EpisodeSplit
                || event instanceof EpisodeEvent.EpisodeResumed);
    }

    /** Whether there is nothing new but entries, which are pushed by themselves. */
    static boolean looksAs(EpisodeView now, EpisodeView before) {
        return now.getUpTo() == before.getUpTo()
                ? now.equals(before)
                : now.equals(before.toBuilder().setUpTo(now.getUpTo()).build());
    }

    static EpisodeView view(
            String episodeId, EpisodeState.Opened state, Party party, CallBackRule rule, Outlets outlets) {
        var story = state.story();
        var marks = story.timeline().marks();
        var view = EpisodeView.newBuilder()
                .setEpisodeId(episodeId)
                .setStatus(status(state))
                .setOpenedAt(Times.write(story.opened().at()))
                .setAgentId(state.agent().orElse(""))
                .setCustomerDelivered(marks.customerDelivered())
                .setCustomerRead(marks.customerRead())
                .setAgentDelivered(marks.agentDelivered())
                .setAgentRead(marks.agentRead())
                .setUpTo(story.timeline().last());
        story.work().since().map(Times::write).ifPresent(view::setWaitingSince);
        story.legs().values().forEach(leg -> view.addLegs(out(leg, party)));
        if (party == Party.AGENT) {
            internals(state, view);
            view.getLegsBuilderList()
                    .forEach(leg -> outlets.of(leg.getChannel()).ifPresent(outlet -> reach(leg, outlet, story)));
            story.replyLeg()
                    .filter(leg -> outlets.of(leg.channel()).isPresent())
                    .ifPresent(leg -> view.setReplyLegId(leg.legId()));
            story.callBack().ifPresent(open -> view.setCallBack(out(open, rule)));
        }
        return view.build();
    }

    private static void reach(baton.protocol.client.v1.Leg.Builder view, Outlets.Outlet outlet, Story story) {
        view.getOutletBuilder()
                .setForwarded(story.outbox().handledUpTo(view.getLegId()))
                .setMaxText(outlet.maxText())
                .setMaxFile(outlet.files().maxSize())
                .addAllFileTypes(outlet.files().types())
                .setFilesInText(outlet.files().inText())
                .setMaxChoices(outlet.offers().maxChoices())
                .setMaxChoiceTitle(outlet.offers().maxTitle())
                .setTemplates(outlet.offers().templates())
                .setEdits(outlet.amends().edits().isPresent())
                .setEditSeconds(seconds(outlet.amends().edits()))
                .setDeletions(outlet.amends().deletions().isPresent())
                .setDeleteSeconds(seconds(outlet.amends().deletions()));
        story.leg(view.getLegId())
                .flatMap(leg -> Delivering.until(outlet, leg, story.outbox()))
                .map(Times::write)
                .ifPresent(view.getOutletBuilder()::setUntil);
    }

    /** 0: always, or never. */
    private static int seconds(Optional<Duration> limit) {
        return limit.filter(time -> !time.equals(Outlets.AmendLimits.ALWAYS))
                .map(time -> (int) time.toSeconds())
                .orElse(0);
    }

    private static void internals(EpisodeState.Opened state, EpisodeView.Builder view) {
        var story = state.story();
        if (state instanceof EpisodeState.WrappingUp wrapping) {
            view.setWrapUpUntil(Times.write(wrapping.until())).setWrapUpProlonged(wrapping.prolonged());
        }
        if (state instanceof EpisodeState.Closed closed) {
            view.setDisposition(closed.closed().disposition());
        }
        view.getCustomerBuilder().setCustomerId(story.opened().customerId());
        view.setQueueId(story.queueId());
        story.people().joined().values().forEach(joined -> view.addParticipantsBuilder()
                .setAgentId(joined.agentId())
                .setRole(joined.role().word())
                .setStatus("joined")
                .setSince(Times.write(joined.since())));
        story.people().asked().values().forEach(asked -> view.addParticipantsBuilder()
                .setAgentId(asked.agentId())
                .setRole(asked.role() == Role.OWNER ? "successor" : asked.role().word())
                .setStatus("asked")
                .setSince(Times.write(asked.since()))
                .setWorkId(asked.workId())
                .setQueueId(asked.queueId()));
    }

    private static baton.protocol.client.v1.CallBack out(CallBack open, CallBackRule rule) {
        var out = baton.protocol.client.v1.CallBack.newBuilder()
                .setNumber(open.number())
                .setAttempt(open.tried() + 1)
                .setMostAttempts(rule.attempts());
        open.again().map(Times::write).ifPresent(out::setAgainAt);
        return out.build();
    }

    private static String status(EpisodeState.Opened state) {
        if (state instanceof EpisodeState.Waiting) {
            return "waiting";
        } else if (state instanceof EpisodeState.Engaged) {
            return "engaged";
        } else if (state instanceof EpisodeState.WrappingUp) {
            return "wrapping-up";
        }
        return "closed";
    }

    private static baton.protocol.client.v1.Leg out(Leg leg, Party party) {
        var out = baton.protocol.client.v1.Leg.newBuilder()
                .setLegId(leg.legId())
                .setChannel(leg.channel())
                .setMedium(leg.medium().word())
                .setStatus(leg.status())
                .setAgentId(leg.agentId())
                .setSince(Times.write(leg.since()))
                .setReason(leg.reason());
        if (party == Party.AGENT) {
            out.setAddress(leg.address()).setHeldBy(leg.heldBy());
            if (!leg.heldBy().isEmpty()) {
                out.setHeldSince(Times.write(leg.heldSince()));
            }
        }
        return out.build();
    }

    static Feed looking(String episodeId, String agentId) {
        return Feed.newBuilder()
                .setLooking(Looking.newBuilder().setEpisodeId(episodeId).setAgentId(agentId))
                .build();
    }

    static Feed typing(String episodeId, Party party, String agentId) {
        return Feed.newBuilder()
                .setTyping(Typing.newBuilder()
                        .setEpisodeId(episodeId)
                        .setParty(party.word())
                        .setAgentId(agentId))
                .build();
    }
}
