package baton.engine.ingress;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.call.CallCommand;
import baton.engine.call.CallReply;
import baton.engine.customer.AddressKey;
import baton.engine.customer.CustomerCommand;
import baton.engine.customer.CustomerCommand.ClassifyCustomer;
import baton.engine.customer.CustomerCommand.GetCustomer;
import baton.engine.episode.Content;
import baton.engine.episode.EpisodeCommand;
import baton.engine.episode.EpisodeCommand.GetTimeline;
import baton.engine.episode.EpisodeReply;
import baton.engine.sharding.Entities;
import baton.engine.spi.Files;
import baton.engine.spi.Tenants.Tenant;
import baton.protocol.client.v1.Feed;
import baton.protocol.gateway.v1.CloseEpisode;
import baton.protocol.gateway.v1.DismissSuggestion;
import baton.protocol.gateway.v1.HoldCall;
import baton.protocol.gateway.v1.LinkAddress;
import baton.protocol.gateway.v1.MergeCustomers;
import baton.protocol.gateway.v1.Receipt;
import baton.protocol.gateway.v1.ReportCallBack;
import baton.protocol.gateway.v1.SendMessage;
import baton.protocol.gateway.v1.SeparateCustomer;
import baton.protocol.gateway.v1.SetCustomer;
import baton.protocol.gateway.v1.WriteNote;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** What agents do with and for a customer. */
final class ServingDeeds {

    private static final int MAX_MENTIONS = 20;

    private final Deeds deeds;
    private final Files files;
    private final Entities entities;
    private final Linking linking;
    private final Merging merging;

    ServingDeeds(Deeds deeds, Files files) {
        this.deeds = deeds;
        this.files = files;
        this.entities = deeds.entities();
        this.linking = new Linking(entities);
        this.merging = new Merging(entities);
    }

    CompletionStage<Receipt> send(Tenant tenant, String agentId, SendMessage send) {
        if (!send.getUpload().isEmpty()) {
            return sendFile(tenant, agentId, send);
        } else if (send.hasTemplate()) {
            return sendTemplate(tenant, agentId, send);
        }
        return deeds.wrong(send.getMessageId(), send.getText())
                .or(() -> wrongChoices(send))
                .orElseGet(() -> deeds.episode(
                        tenant,
                        send.getEpisodeId(),
                        to -> new EpisodeCommand.SendMessage(
                                agentId, send.getMessageId(), send.getText(), send.getLegId(), content(send), to)));
    }

    private static Optional<CompletionStage<Receipt>> wrongChoices(SendMessage send) {
        return Offers.possible(send.getChoicesList())
                ? Optional.empty()
                : Optional.of(
                        Deeds.refused("bad-choices", "There are at most 10, each with an id and a title of its own."));
    }

    private static Content content(SendMessage send) {
        return send.getChoicesCount() == 0 ? Content.TEXT : Content.offering(Offers.of(send));
    }

    /** The words are the company's: the agent only fills them in. */
    private CompletionStage<Receipt> sendTemplate(Tenant tenant, String agentId, SendMessage send) {
        var template = Offers.template(tenant, send.getTemplate());
        if (!Deeds.possible(send.getMessageId())) {
            return Deeds.refused("bad-id", "This is no id of a message.");
        } else if (template.isEmpty()) {
            return Deeds.refused("no-such-template", "The company has no such template.");
        }
        return Offers.filledIn(template.get().getText(), send.getTemplate().getValuesList())
                .map(text -> deeds.episode(
                        tenant,
                        send.getEpisodeId(),
                        to -> new EpisodeCommand.SendMessage(
                                agentId,
                                send.getMessageId(),
                                text,
                                send.getLegId(),
                                Content.offering(Offers.of(send.getTemplate())),
                                to)))
                .orElseGet(() -> Deeds.refused(
                        "bad-values", "Each gap of the template is filled in, in one line and nothing else is."));
    }

    private CompletionStage<Receipt> sendFile(Tenant tenant, String agentId, SendMessage send) {
        var file = files.uploaded(tenant.id(), agentId, send.getUpload());
        if (!Deeds.possible(send.getMessageId())) {
            return Deeds.refused("bad-id", "This is no id of a message.");
        } else if (file.isEmpty()) {
            return Deeds.refused("no-such-upload", "This file was uploaded too long ago, or by somebody else.");
        } else if (!send.getText().isEmpty()) {
            return Deeds.refused("file-with-text", "A file goes alone: send the text as a message of its own.");
        }
        return deeds.episode(
                tenant,
                send.getEpisodeId(),
                to -> new EpisodeCommand.SendMessage(
                        agentId, send.getMessageId(), "", send.getLegId(), Contents.read(file.get()), to));
    }

    CompletionStage<Receipt> note(Tenant tenant, String agentId, WriteNote note) {
        var mentions = note.getMentionsList().stream().distinct().toList();
        return deeds.wrong(note.getNoteId(), note.getText())
                .or(() -> wrongMentions(tenant, mentions))
                .orElseGet(() -> deeds.episode(
                        tenant,
                        note.getEpisodeId(),
                        to -> new EpisodeCommand.WriteNote(agentId, note.getNoteId(), note.getText(), mentions, to)));
    }

    private static Optional<CompletionStage<Receipt>> wrongMentions(Tenant tenant, List<String> mentions) {
        if (mentions.size() > MAX_MENTIONS) {
            return Optional.of(
                    Deeds.refused("too-many-mentions", "A note names at most " + MAX_MENTIONS + " colleagues."));
        }
        return mentions.stream().allMatch(id -> tenant.agent(id).isPresent())
                ? Optional.empty()
                : Optional.of(Deeds.refused("no-such-agent", "There is no such colleague."));
    }

    /** Who talks in the call may hold it: the call knows. */
    CompletionStage<Receipt> hold(Tenant tenant, String agentId, HoldCall hold) {
        if (!Deeds.possible(hold.getLegId())) {
            return notInThisCall();
        }
        return entities.askCall(
                        tenant.id(), hold.getLegId(), to -> new CallCommand.HoldCall(agentId, hold.getHold(), to))
                .thenCompose(reply -> held(hold, reply));
    }

    private static CompletionStage<Receipt> held(HoldCall hold, CallReply reply) {
        if (reply instanceof CallReply.InConference) {
            return Deeds.refused("in-conference", "Nobody can be put on hold while three talk with each other.");
        }
        return reply instanceof CallReply.Accepted
                ? completedStage(Receipts.accepted(hold.getEpisodeId(), 0))
                : notInThisCall();
    }

    private static CompletionStage<Receipt> notInThisCall() {
        return Deeds.refused("not-in-this-call", "You do not talk in this call.");
    }

    CompletionStage<Receipt> wrapUp(Tenant tenant, String agentId, String episodeId) {
        return deeds.episode(tenant, episodeId, to -> new EpisodeCommand.StartWrapUp(agentId, to));
    }

    CompletionStage<Receipt> prolongWrapUp(Tenant tenant, String agentId, String episodeId) {
        return deeds.episode(tenant, episodeId, to -> new EpisodeCommand.ProlongWrapUp(agentId, to));
    }

    CompletionStage<Receipt> reportCallBack(Tenant tenant, String agentId, ReportCallBack report) {
        var reached = report.getOutcome().equals("reached");
        if (!reached && !report.getOutcome().equals("not-reached")) {
            return Deeds.refused("bad-outcome", "A call-back ends with reached or not-reached.");
        }
        return deeds.episode(
                tenant,
                report.getEpisodeId(),
                to -> new EpisodeCommand.ReportCallBack(agentId, report.getAttempt(), reached, to));
    }

    CompletionStage<Receipt> close(Tenant tenant, String agentId, CloseEpisode close) {
        if (!tenant.dispositions().contains(close.getDisposition())) {
            return Deeds.refused("no-such-disposition", "Choose one of: " + String.join(", ", tenant.dispositions()));
        }
        return deeds.tooLong(close.getNote())
                .orElseGet(() -> deeds.episode(
                        tenant,
                        close.getEpisodeId(),
                        to -> new EpisodeCommand.CloseEpisode(agentId, close.getDisposition(), close.getNote(), to)));
    }

    /** The timeline first: it says whether the agent may do that at all. */
    CompletionStage<Receipt> link(Tenant tenant, String agentId, LinkAddress link) {
        var number = PhoneNumber.normal(link.getAddress());
        if (!Deeds.possibleEpisode(link.getEpisodeId())) {
            return Deeds.refused("no-such-episode", "There is no such conversation.");
        }
        if (!link.getChannel().equals(AddressKey.PHONE) || number.isEmpty()) {
            return Deeds.refused("bad-address", "Expected a telephone number of 3 to 15 digits.");
        }
        var address = new AddressKey(AddressKey.PHONE, number.get());
        return entities.askEpisode(
                        tenant.id(),
                        link.getEpisodeId(),
                        to -> new EpisodeCommand.NoteAddress(address.channel(), address.value(), agentId, to))
                .thenCompose(reply -> reply instanceof EpisodeReply.Accepted
                        ? customerOf(tenant.id(), link.getEpisodeId())
                                .thenCompose(
                                        customerId -> linking.link(tenant.id(), address, customerId, "agent", agentId))
                                .thenApply(linked -> Receipts.of(link.getEpisodeId(), reply))
                        : completedStage(Receipts.of(link.getEpisodeId(), reply)));
    }

    private CompletionStage<String> customerOf(String tenant, String episodeId) {
        return entities.ask(entities.episode(tenant, episodeId), (ActorRef<Feed> to) -> new GetTimeline(0, to))
                .thenApply(page -> page.getEntries()
                        .getEntries(0)
                        .getEvent()
                        .getEpisodeOpened()
                        .getCustomerId());
    }

    /** Only of a customer who has been here: the id comes from outside. */
    CompletionStage<Receipt> setCustomer(Tenant tenant, SetCustomer set) {
        var personal = set.getPersonalAgentId();
        var segment = ProfileRules.wrongSegment(set.getSegment());
        if (segment.isPresent()) {
            return completedStage(segment.get());
        }
        if (!personal.isEmpty() && tenant.agent(personal).isEmpty()) {
            return Deeds.refused("no-such-agent", "There is no such colleague.");
        }
        if (!Deeds.possible(set.getCustomerId())) {
            return noSuchCustomer();
        }
        return entities.ask(entities.customer(tenant.id(), set.getCustomerId()), GetCustomer::new)
                .thenCompose(known -> known.getAddressesCount() == 0
                        ? noSuchCustomer()
                        : entities.askCustomer(
                                        tenant.id(),
                                        set.getCustomerId(),
                                        to -> new ClassifyCustomer(set.getSegment(), personal, to))
                                .thenApply(noted -> Receipts.accepted()));
    }

    CompletionStage<Receipt> merge(Tenant tenant, String agentId, MergeCustomers merge) {
        return Deeds.possible(merge.getCustomerId()) && Deeds.possible(merge.getOtherCustomerId())
                ? merging.merge(tenant.id(), merge.getCustomerId(), merge.getOtherCustomerId(), "agent", agentId)
                : noSuchCustomer();
    }

    CompletionStage<Receipt> separate(Tenant tenant, String agentId, SeparateCustomer separate) {
        return Deeds.possible(separate.getCustomerId()) && Deeds.possible(separate.getOtherCustomerId())
                ? merging.separate(tenant.id(), separate.getCustomerId(), separate.getOtherCustomerId(), agentId)
                : noSuchCustomer();
    }

    /** Both hear it, so that neither desk asks again. Only of customers who have been here: the ids come from outside. */
    CompletionStage<Receipt> dismiss(Tenant tenant, String agentId, DismissSuggestion dismiss) {
        var one = dismiss.getCustomerId();
        var other = dismiss.getOtherCustomerId();
        if (!Deeds.possible(one) || !Deeds.possible(other) || one.equals(other)) {
            return noSuchCustomer();
        }
        return isKnown(tenant, one)
                .thenCombine(mayBeMeant(tenant, one, other), (a, b) -> a && b)
                .thenCompose(known -> known
                        ? dismiss(tenant, one, other, agentId)
                                .thenCompose(noted -> dismiss(tenant, other, one, agentId))
                        : noSuchCustomer());
    }

    private CompletionStage<Receipt> dismiss(Tenant tenant, String one, String other, String agentId) {
        return entities.askCustomer(tenant.id(), one, to -> new CustomerCommand.DismissSuggestion(other, agentId, to))
                .thenApply(noted -> Receipts.accepted());
    }

    /** What is suggested can be dismissed, also if nothing is left of it. */
    private CompletionStage<Boolean> mayBeMeant(Tenant tenant, String one, String other) {
        return entities.ask(entities.customer(tenant.id(), one), GetCustomer::new)
                .thenCompose(view -> view.getSuggestionsList().stream()
                                .anyMatch(suggested -> suggested.getCustomerId().equals(other))
                        ? completedStage(true)
                        : isKnown(tenant, other));
    }

    private CompletionStage<Boolean> isKnown(Tenant tenant, String customerId) {
        return entities.ask(entities.customer(tenant.id(), customerId), GetCustomer::new)
                .thenApply(view -> view.getAddressesCount() > 0);
    }

    private static CompletionStage<Receipt> noSuchCustomer() {
        return Deeds.refused("no-such-customer", "There is no such customer.");
    }
}
