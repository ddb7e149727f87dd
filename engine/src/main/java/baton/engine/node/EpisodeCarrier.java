package baton.engine.node;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import baton.engine.agent.AgentCommand.LeaveEpisode;
import baton.engine.agent.AgentCommand.MentionAgent;
import baton.engine.call.CallCommand;
import baton.engine.customer.CustomerCommand;
import baton.engine.duty.Carrier;
import baton.engine.egress.SenderCommand.Amends;
import baton.engine.egress.SenderCommand.Attachment;
import baton.engine.egress.SenderCommand.MarkRead;
import baton.engine.egress.SenderCommand.Offering;
import baton.engine.egress.SenderCommand.SendOut;
import baton.engine.episode.Content;
import baton.engine.episode.EpisodeCommand.ReportDelivery;
import baton.engine.episode.EpisodeErrand;
import baton.engine.episode.EpisodeErrand.DeliverMessage;
import baton.engine.episode.EpisodeErrand.EndCall;
import baton.engine.episode.EpisodeErrand.FetchAttachment;
import baton.engine.episode.EpisodeErrand.FindAgent;
import baton.engine.episode.EpisodeErrand.HandOnCall;
import baton.engine.episode.EpisodeErrand.NoteServed;
import baton.engine.episode.EpisodeErrand.ReleaseAgent;
import baton.engine.episode.EpisodeErrand.SendLink;
import baton.engine.episode.EpisodeErrand.TellListener;
import baton.engine.episode.EpisodeErrand.TellMention;
import baton.engine.episode.EpisodeErrand.TellRead;
import baton.engine.episode.EpisodeErrand.WithdrawWork;
import baton.engine.episode.ListenerFeed;
import baton.engine.episode.Offered;
import baton.engine.media.FetcherCommand.FetchFile;
import baton.engine.routing.Queue;
import baton.engine.routing.QueueCommand.EnqueueWork;
import baton.engine.routing.WorkItem;
import baton.engine.sharding.Entities;
import baton.engine.web.Frames;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Carries an episode's errands to queue, agents, call, customer, messengers and listeners. */
final class EpisodeCarrier implements Carrier<EpisodeErrand> {

    private final Entities entities;
    private final Announcements announcements;
    private final LinkPost links;
    private final InstantSource clock;

    EpisodeCarrier(Entities entities, Announcements announcements, LinkPost links, InstantSource clock) {
        this.entities = entities;
        this.announcements = announcements;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public void carry(String tenant, EpisodeErrand errand, Runnable done) {
        if (errand instanceof DeliverMessage deliver) {
            // It is done when the episode has been told what came of it.
            deliver(tenant, deliver);
        } else if (errand instanceof SendLink link) {
            links.send(tenant, link);
        } else if (errand instanceof TellListener tell) {
            tell(tenant, tell);
        } else if (errand instanceof FetchAttachment fetch) {
            // So is this.
            entities.fetcher(tenant, fetch.channel())
                    .tell(new FetchFile(
                            fetch.episodeId(), fetch.number(), fetch.reference(), fetch.name(), fetch.since()));
        } else if (errand instanceof TellRead read) {
            entities.sender(tenant, read.channel()).tell(new MarkRead(read.address(), read.messageId()));
            done.run();
        } else {
            carry(tenant, errand).thenRun(done);
        }
    }

    private CompletionStage<?> carry(String tenant, EpisodeErrand errand) {
        if (errand instanceof FindAgent find) {
            return find(tenant, find);
        } else if (errand instanceof HandOnCall handOn) {
            return entities.askCall(
                            tenant,
                            handOn.next().work().legId(),
                            to -> new CallCommand.ParkCall(handOn.offerId(), handOn.since(), to))
                    .thenCompose(parked -> find(tenant, handOn.next()));
        } else if (errand instanceof WithdrawWork withdraw) {
            return entities.askQueue(
                    tenant,
                    Queue.GROUP,
                    to -> new baton.engine.routing.QueueCommand.WithdrawWork(withdraw.workId(), to));
        } else if (errand instanceof EndCall end) {
            return end(tenant, end);
        } else if (errand instanceof NoteServed served) {
            return entities.askCustomer(
                    tenant,
                    served.customerId(),
                    to -> new CustomerCommand.NoteServed(served.agentId(), served.episodeId(), served.at(), to));
        } else if (errand instanceof TellMention told) {
            return entities.askAgent(
                    tenant,
                    told.agentId(),
                    to -> new MentionAgent(told.episodeId(), told.noteId(), told.byAgentId(), told.at(), to));
        }
        var release = (ReleaseAgent) errand;
        return entities.askAgent(
                tenant, release.agentId(), to -> new LeaveEpisode(release.episodeId(), release.workId(), to));
    }

    /** A call that is not known yet only remembers it until its node dies. */
    private CompletionStage<?> end(String tenant, EndCall end) {
        return entities.askCall(tenant, end.legId(), to -> new CallCommand.EndCall(end.reason(), to))
                .thenCompose(reply -> Invitations.mayCome(reply, end.since(), clock.instant())
                        ? failedStage(Invitations.notYet())
                        : completedStage(reply));
    }

    private void deliver(String tenant, DeliverMessage deliver) {
        if (deliver.announcement().isEmpty()) {
            send(tenant, deliver, deliver.text());
            return;
        }
        announcements
                .text(tenant, deliver.announcement())
                .ifPresentOrElse(text -> send(tenant, deliver, text), () -> nothingToSay(tenant, deliver));
    }

    private void send(String tenant, DeliverMessage deliver, String text) {
        entities.sender(tenant, deliver.channel())
                .tell(new SendOut(
                        deliver.episodeId(),
                        deliver.number(),
                        deliver.legId(),
                        deliver.address(),
                        text,
                        attachment(deliver.content()),
                        offering(deliver.content().offered()),
                        deliver.content().aboutNumber() == 0
                                ? Optional.empty()
                                : Optional.of(new Amends(deliver.content().kind(), deliver.amends())),
                        deliver.since()));
    }

    private void tell(String tenant, TellListener tell) {
        entities.sender(tenant, tell.listener())
                .tell(new SendOut(
                        tell.episodeId(),
                        tell.number(),
                        "",
                        "",
                        Frames.json(ListenerFeed.news(tenant, tell)),
                        tell.event().at()));
    }

    private static Optional<Attachment> attachment(Content content) {
        return content.hash().isEmpty()
                ? Optional.empty()
                : Optional.of(new Attachment(
                        content.kind(), content.name(), content.mediaType(), content.size(), content.hash()));
    }

    private static Offering offering(Offered offered) {
        return new Offering(
                offered.choices().stream()
                        .map(choice -> new Offering.Choice(choice.id(), choice.title()))
                        .toList(),
                offered.template()
                        .map(template ->
                                new Offering.Template(template.name(), template.language(), template.values())));
    }

    private void nothingToSay(String tenant, DeliverMessage deliver) {
        entities.askEpisode(
                tenant,
                deliver.episodeId(),
                to -> new ReportDelivery(deliver.legId(), deliver.number(), true, "", "", "", to));
    }

    private CompletionStage<?> find(String tenant, FindAgent find) {
        return entities.askQueue(
                tenant, Queue.GROUP, to -> new EnqueueWork(new WorkItem(find.episodeId(), find.work()), to));
    }
}
