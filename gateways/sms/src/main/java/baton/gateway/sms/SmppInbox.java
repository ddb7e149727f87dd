package baton.gateway.sms;

import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.engine.messenger.Storing;
import baton.gateway.sms.Incoming.Other;
import baton.gateway.sms.Incoming.Part;
import baton.gateway.sms.Incoming.Told;
import baton.gateway.sms.Incoming.Unreadable;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.journal.v1.Content;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Stores what the SMSC brings for one company. */
final class SmppInbox {

    private final String tenant;
    private final Storing storing;
    private final Repeats repeats;
    private final Joining joining;

    SmppInbox(String tenant, Storing storing, InstantSource clock) {
        this.tenant = tenant;
        this.storing = storing;
        this.repeats = new Repeats(clock);
        this.joining = new Joining(
                clock,
                CompletableFuture.delayedExecutor(Joining.MOMENT.toMillis(), TimeUnit.MILLISECONDS),
                this::storeLong);
    }

    /** Whether it is stored, or need not be. */
    CompletionStage<Boolean> take(Incoming incoming, Object session) {
        if (incoming instanceof Part part) {
            return part.isWhole() ? storeShort(part, session) : joining.take(part);
        } else if (incoming instanceof Told told) {
            return store(new Happening.Told(told.receipt()));
        } else if (incoming instanceof Unreadable what) {
            var part = new Part(what.from(), what.to(), what.what(), -1, 1, 1);
            var content = Content.newBuilder().setKind("unsupported").setName(what.what());
            return store(new Wrote(message(part.from(), repeats.idOf(part, session))
                    .setContent(content)
                    .build()));
        }
        return store(new Skipped(((Other) incoming).kind()));
    }

    private CompletionStage<Boolean> storeShort(Part part, Object session) {
        var message = message(part.from(), repeats.idOf(part, session)).setText(sound(part.text()));
        return store(new Wrote(message.build())).thenApply(stored -> {
            if (stored) {
                repeats.stored(part);
            }
            return stored;
        });
    }

    private CompletionStage<Boolean> storeLong(Part part, String what) {
        var id = Ids.hash(String.join(
                "|",
                part.from(),
                part.to(),
                String.valueOf(part.reference()),
                String.valueOf(part.total()),
                what,
                part.text()));
        return store(
                new Wrote(message(part.from(), id).setText(sound(part.text())).build()));
    }

    private InboundMessage.Builder message(String from, String id) {
        return InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(SmsGateway.CHANNEL)
                .setAddress(from)
                .setMessageId(id);
    }

    /** Halves of characters become U+FFFD. */
    private static String sound(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    private CompletionStage<Boolean> store(Happening happening) {
        if (happening instanceof Wrote wrote && isNothing(wrote.message())) {
            return stored(new Skipped("empty"));
        }
        return stored(happening);
    }

    /** What does not fit into its conversation any more is taken, too: an SMSC that is refused something may hold everything back. */
    private CompletionStage<Boolean> stored(Happening happening) {
        return storing.store(tenant, List.of(happening)).thenApply(outcome -> outcome != Storing.Outcome.AGAIN);
    }

    private static boolean isNothing(InboundMessage message) {
        return message.getText().isBlank() && message.getContent().getKind().isEmpty();
    }
}
