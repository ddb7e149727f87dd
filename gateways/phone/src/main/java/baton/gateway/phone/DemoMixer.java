package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Incoming;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * A small conference bridge for the demo and for tests: whoever calls {@code sip:ROOM@here} with G.711 hears everybody else who calls the
 * same room. A SIP peer like any other, on a port of its own; the door knows it by its address only. It asks nobody for a password, has
 * no jitter buffer worth the name and no encryption: not for production.
 */
public final class DemoMixer {

    private final SipEdge edge;
    private final ActorRef<MixerDesk.Command> desk;
    private final AtomicInteger parties = new AtomicInteger();

    private DemoMixer(ActorSystem<?> system, String host, int port) throws IOException {
        desk = system.systemActorOf(
                MixerDesk.create(host, parties),
                "demo-mixer-" + Sip.random(),
                DispatcherSelector.fromConfig("baton.phone.dispatcher"));
        edge = JainSipEdge.open(new PhoneSettings.Sip(host, port, 1, Set.of()), new PhoneCounters(), ear(desk));
        desk.tell(new MixerDesk.Opened(edge));
    }

    /** @throws IOException if the port cannot be had */
    public static DemoMixer start(ActorSystem<?> system, String host, int port) throws IOException {
        return new DemoMixer(system, host, port);
    }

    /**
     * Whether nobody on another machine can call a bridge there: whoever calls it says where its audio goes.
     *
     * @throws IOException if there is no such host
     */
    static boolean isOutOfReach(String host) throws IOException {
        return InetAddress.getByName(host).isLoopbackAddress();
    }

    /** How many are in its rooms. */
    public int parties() {
        return parties.get();
    }

    /** Hangs up everybody who is in a room. */
    public void hangUp() {
        desk.tell(new MixerDesk.HangUp());
    }

    /** Vanishes without a word. */
    public void stop() {
        desk.tell(new MixerDesk.Stop());
        CompletableFuture.runAsync(edge::close);
    }

    private static SipEdge.Ear ear(ActorRef<MixerDesk.Command> desk) {
        return new SipEdge.Ear() {
            @Override
            public void request(Incoming incoming) {
                desk.tell(new MixerDesk.Heard(incoming));
            }

            @Override
            public void repeated(Response response) {}
        };
    }
}
