package baton.gateway.phone;

import baton.engine.spi.Engine;
import baton.gateway.phone.PhoneAccounts.Owner;
import baton.gateway.phone.PhoneAccounts.Stale;
import baton.gateway.phone.PhoneCounters.Kind;
import baton.gateway.phone.RegisterFormat.Bind;
import baton.gateway.phone.RegisterFormat.Misdirected;
import baton.gateway.phone.RegisterFormat.Query;
import baton.gateway.phone.RegisterFormat.Remove;
import baton.gateway.phone.RegisterFormat.Unreadable;
import baton.gateway.phone.SipEdge.Incoming;
import baton.protocol.gateway.v1.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** Takes the registrations of agents' phones (RFC 3261 section 10.3): one phone for an agent, only with the right password. */
final class Registrar extends AbstractBehavior<Registrar.Command> {

    sealed interface Command {}

    record Heard(Incoming incoming) implements Command {}

    /** {@code now}: how this phone can be rung from now on, as far as this door knows. */
    private record Stored(
            Incoming incoming, Owner owner, UnaryOperator<@Nullable Binding> now, @Nullable Receipt receipt)
            implements Command {}

    private record Binding(String contact, Instant until) {}

    private static final Duration DEFAULT_EXPIRES = Duration.ofMinutes(10);

    private final Engine engine;
    private final PhoneSettings.Registration settings;
    private final PhoneCounters counters;
    private final DigestChallenge challenge;
    private final PhoneAccounts accounts;
    private final PhonePlaces places;
    private final Guesses guesses;
    private final Map<Owner, Binding> bindings = new HashMap<>();

    private Registrar(ActorContext<Command> context, Engine engine, PhoneSettings settings, PhoneCounters counters) {
        super(context);
        context.setLoggerName(Registrar.class);
        this.engine = engine;
        this.settings = settings.registration();
        this.counters = counters;
        this.challenge = new DigestChallenge(engine.clock(), this.settings.nonceLife());
        this.accounts = new PhoneAccounts(engine.tenants(), challenge);
        this.places = new PhonePlaces(settings.sip());
        this.guesses = new Guesses(settings.flood(), System::nanoTime);
    }

    static Behavior<Command> create(Engine engine, PhoneSettings settings, PhoneCounters counters) {
        return Behaviors.setup(context -> new Registrar(context, engine, settings, counters));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> hear(heard.incoming()))
                .onMessage(Stored.class, this::answer)
                .build();
    }

    private Behavior<Command> hear(Incoming incoming) {
        try {
            judge(incoming);
        } catch (RuntimeException e) {
            counters.count(Kind.INTERNAL);
            getContext().getLog().warn("a REGISTER could not be handled: {}", e.toString());
            incoming.answer(Sip.refuse(incoming.request(), Response.SERVER_INTERNAL_ERROR, ""));
        }
        return this;
    }

    private void judge(Incoming incoming) {
        var request = incoming.request();
        var credentials = RegisterFormat.credentials(request, settings.realm());
        if (credentials.isEmpty()) {
            challenge(incoming, false);
            return;
        }
        var claimed = accounts.claimed(request, credentials.get());
        if (!guesses.mayTry(claimed, incoming.source())) {
            counters.count(Kind.FLOOD);
            incoming.answer(Sip.later(request, Response.SERVICE_UNAVAILABLE, 60));
            return;
        }
        var judgement = accounts.judge(request, credentials.get());
        if (judgement instanceof Owner owner) {
            guesses.right(owner, incoming.source());
            grant(incoming, owner);
        } else if (judgement instanceof Stale) {
            challenge(incoming, true);
        } else {
            guesses.wrong(claimed, incoming.source());
            counters.count(Kind.REGISTRATION_REFUSED);
            incoming.answer(Sip.reply(request, Response.FORBIDDEN, Sip.random()));
        }
    }

    private void challenge(Incoming incoming, boolean stale) {
        incoming.answer(RegisterFormat.challenge(incoming.request(), settings, challenge.nonce(), stale));
    }

    private void grant(Incoming incoming, Owner owner) {
        var request = incoming.request();
        var wish = RegisterFormat.in(request, incoming.source(), incoming.sourcePort(), places);
        if (wish instanceof Query) {
            incoming.answer(current(incoming, owner));
        } else if (wish instanceof Unreadable unreadable) {
            incoming.answer(Sip.refuse(request, Response.BAD_REQUEST, unreadable.why()));
        } else if (wish instanceof Misdirected misdirected) {
            misdirected(incoming, owner, misdirected);
        } else if (wish instanceof Bind bind) {
            bind(incoming, owner, bind);
        } else {
            remove(incoming, owner, wish instanceof Remove one ? one.contact() : "");
        }
    }

    /** The engine is asked in any case: where the phone can be rung by now another door may have been told. */
    private void remove(Incoming incoming, Owner owner, String contact) {
        store(
                incoming,
                owner,
                binding -> binding == null || contact.isEmpty() || contact.equals(binding.contact()) ? null : binding,
                engine.calls().phoneUnregistered(owner.tenant(), owner.agentId(), contact));
    }

    /** Whoever asks for this has the password: perhaps it is not the agent. */
    private void misdirected(Incoming incoming, Owner owner, Misdirected misdirected) {
        counters.count(Kind.REGISTRATION_REFUSED);
        getContext()
                .getLog()
                .warn(
                        "{} wants the calls of agent {} of {} at another place than its own: {}",
                        incoming.source(),
                        owner.agentId(),
                        owner.tenant(),
                        misdirected.why());
        incoming.answer(Sip.reply(incoming.request(), Response.FORBIDDEN, Sip.random()));
    }

    private void bind(Incoming incoming, Owner owner, Bind bind) {
        var asked = bind.seconds() < 0 ? DEFAULT_EXPIRES : Duration.ofSeconds(bind.seconds());
        if (asked.compareTo(settings.minExpires()) < 0) {
            incoming.answer(RegisterFormat.tooBrief(
                    incoming.request(), settings.minExpires().toSeconds()));
            return;
        }
        var granted = asked.compareTo(settings.maxExpires()) < 0 ? asked : settings.maxExpires();
        var until = engine.clock().instant().plus(granted);
        var binding = new Binding(bind.contact(), until);
        store(
                incoming,
                owner,
                before -> binding,
                engine.calls().phoneRegistered(owner.tenant(), owner.agentId(), bind.contact(), until));
    }

    private void store(
            Incoming incoming, Owner owner, UnaryOperator<@Nullable Binding> now, CompletionStage<Receipt> stored) {
        getContext().pipeToSelf(stored, (receipt, trouble) -> new Stored(incoming, owner, now, receipt));
    }

    /** Only now that the engine knows does the phone get its 200. */
    private Behavior<Command> answer(Stored stored) {
        var receipt = stored.receipt();
        if (receipt == null || receipt.hasRefused()) {
            stored.incoming().answer(Sip.later(stored.incoming().request(), Response.SERVICE_UNAVAILABLE, 5));
            return this;
        }
        bindings.compute(stored.owner(), (owner, binding) -> stored.now().apply(binding));
        stored.incoming().answer(current(stored.incoming(), stored.owner()));
        return this;
    }

    private Response current(Incoming incoming, Owner owner) {
        var binding = bindings.get(owner);
        var left = binding == null
                ? Duration.ZERO
                : Duration.between(engine.clock().instant(), binding.until());
        return binding == null || left.isNegative() || left.isZero()
                ? RegisterFormat.unbound(incoming.request())
                : RegisterFormat.bound(
                        incoming.request(), binding.contact(), Math.max(1, Math.round(left.toMillis() / 1000.0)));
    }
}
