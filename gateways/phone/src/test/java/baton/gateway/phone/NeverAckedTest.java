package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import baton.gateway.phone.CallCommand.Heard;
import baton.gateway.phone.CallCommand.LetGo;
import baton.gateway.phone.CallCommand.Ordered;
import baton.protocol.gateway.v1.CallSignal.SignalCase;
import baton.protocol.gateway.v1.CallerInvited;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller has been answered and does not acknowledge it: gone, or acknowledging to another door that has the call by now. */
class NeverAckedTest {

    private static final String SDP = BarePhones.SDP;

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString("pekko.loglevel = ERROR\npekko.actor.provider = local"))
            .withFallback(ConfigFactory.load()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final FakeEngine engine = new FakeEngine(kit.system());
    private final List<Request> said = new CopyOnWriteArrayList<>();
    private final List<Response> answered = new CopyOnWriteArrayList<>();
    private final List<PhoneDoor.Command> toDoor = new CopyOnWriteArrayList<>();
    private final AtomicReference<Consumer<SipEdge.Answer>> vera = new AtomicReference<>();
    private final SipEdge edge = new SilentEdge() {

        @Override
        public Outgoing send(Request request, Consumer<Answer> answers) {
            if (request.getMethod().equals(Request.INVITE)) {
                vera.set(answers);
            }
            said.add(request);
            return super.send(request, answers);
        }

        @Override
        public void repeat(Response response) {
            answered.add(response);
        }
    };
    private ActorRef<CallCommand> call = kit.system().deadLetters().unsafeUpcast();

    @BeforeEach
    void aCallerIsAnswered() {
        var settings = PhoneSettings.from(ConfigFactory.load()).calls();
        var door = kit.spawn(Behaviors.receive(PhoneDoor.Command.class)
                .onAnyMessage(message -> {
                    toDoor.add(message);
                    return Behaviors.same();
                })
                .build());
        var surroundings =
                new CallBridge.Surroundings(edge, engine, settings, new PhoneCounters(), new DoorIndex(door));
        call = kit.spawn(CallBridge.create(
                surroundings,
                new StoredInvite(edge, message("INVITE", "To: <sip:100@x>", "customer", "c1", SDP)),
                CallerInvited.newBuilder().setTenant("shop").setCaller("380").setOfferSdp(SDP)));
        engine.orders = order -> call.tell(new Ordered(order));
        eventually(() -> engine.last(SignalCase.CALLER_INVITED).isPresent());
        var offer = engine.ring(engine.callId(), "vera");
        eventually(() -> vera.get() != null);
        var ok = Sip.with(Sip.reply(invite(), 200, "vera"), DialogSide.contact(edge, "vera", "udp"));
        vera.get().accept(SipEdge.Answer.of(Sip.withSdp(ok, SDP)));
        eventually(() -> engine.last(SignalCase.PHONE_PICKED_UP).isPresent());
        engine.connect(engine.callId(), offer, SDP);
        eventually(() -> !answered.isEmpty());
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void theEngineIsToldAndSaysWhatBecomesOfThem() {
        timePassesUntil(() -> engine.count(SignalCase.NEVER_ACKED) == 1);

        assertThat(byes()).as("not a word before").isZero();
        assertThat(engine.last(SignalCase.NEVER_ACKED).orElseThrow().getAdoption())
                .isEqualTo(1);
        engine.hangUp(engine.callId());
        eventually(() -> byes() == 2);
    }

    @Test
    void whoTalksAtAnotherDoorIsLeftToThatOne() {
        refuses(SignalTeller.ANOTHER_DOOR);

        timePassesUntil(() -> toDoor.contains(new PhoneDoor.AnothersNow(call)));
        call.tell(new LetGo());

        await().untilAsserted(() -> {
            time.timePasses(Duration.ofSeconds(40));
            kit.createTestProbe().expectTerminated(call, Duration.ofMillis(10));
        });
        assertThat(byes()).isZero();
        assertThat(engine.count(SignalCase.HUNG_UP)).isZero();
    }

    @Test
    void whoseCallTheEngineDoesNotKnowIsHungUp() {
        refuses("no-such-call");

        timePassesUntil(() -> byes() == 2);

        eventually(() -> engine.count(SignalCase.HUNG_UP) == 1);
        assertThat(engine.last(SignalCase.HUNG_UP).orElseThrow().getHungUp().getSide())
                .isEqualTo("caller");
    }

    @Test
    void theEngineIsAskedUntilItCanBeReached() {
        var asked = new AtomicInteger();
        engine.receipts = signal -> signal.hasNeverAcked() && asked.incrementAndGet() < 10
                ? FakeEngine.refused("try-again")
                : FakeEngine.accepted();

        timePassesUntil(() -> engine.count(SignalCase.NEVER_ACKED) == 1);

        assertThat(byes()).isZero();
    }

    /** There is nothing left for which a BYE would have to wait. */
    @Test
    void theAgentCanHangUpMeanwhile() {
        timePassesUntil(() -> engine.count(SignalCase.NEVER_ACKED) == 1);

        var to = "To: <sip:vera@x>;tag=" + Sip.fromTag(invite());
        call.tell(new Heard(new StoredInvite(edge, message("BYE", to, "vera", Sip.callId(invite()), ""))));

        eventually(() -> byes() == 1);
        assertThat(Sip.toTag(bye())).isEqualTo("customer");
    }

    @Test
    void whoIsToBeHungUpAnywayIsNotAskedFor() {
        engine.hangUp(engine.callId());
        eventually(() -> byes() == 1);
        assertThat(Sip.toTag(bye())).as("the caller's waits for the ACK").isEqualTo("vera");

        timePassesUntil(() -> byes() == 2);

        assertThat(engine.count(SignalCase.NEVER_ACKED)).isZero();
    }

    private void refuses(String code) {
        engine.receipts = signal -> signal.hasNeverAcked() ? FakeEngine.refused(code) : FakeEngine.accepted();
    }

    private void timePassesUntil(Callable<Boolean> what) {
        eventually(() -> {
            time.timePasses(Duration.ofSeconds(4));
            return what.call();
        });
    }

    private Request invite() {
        return said.stream()
                .filter(request -> request.getMethod().equals(Request.INVITE))
                .findFirst()
                .orElseThrow();
    }

    private Request bye() {
        return said.stream()
                .filter(request -> request.getMethod().equals(Request.BYE))
                .findFirst()
                .orElseThrow();
    }

    private long byes() {
        return said.stream()
                .filter(request -> request.getMethod().equals(Request.BYE))
                .count();
    }

    private static Request message(String method, String to, String tag, String callId, String sdp) {
        var message = Sip.built(() -> Sip.MESSAGES.createRequest(method + " sip:100@x SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP x;branch=z9hG4bK-" + method + "\r\nFrom: <sip:a@x>;tag=" + tag + "\r\n" + to
                + "\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: 1 " + method
                + "\r\nContact: <sip:a@x>\r\nMax-Forwards: 70\r\n\r\n"));
        return sdp.isEmpty() ? message : Sip.withSdp(message, sdp);
    }
}
