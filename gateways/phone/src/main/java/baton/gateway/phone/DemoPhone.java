package baton.gateway.phone;

import baton.gateway.phone.SipEdge.Incoming;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * A real SIP telephone without a body: its own port on loopback, a tone instead of a microphone, a counter instead of an
 * earpiece. For the demo page and for tests; all methods return at once, {@link #view} shows what has become of them.
 */
public final class DemoPhone {

    /** What a telephone is doing. */
    public enum State {
        /** An agent's phone that is not registered. */
        OFFLINE,
        IDLE,
        CALLING,
        RINGING,
        TALKING
    }

    /**
     * Whose telephone it is.
     *
     * @param name unique, for example {@code "customer"} or the agent's id
     * @param title for people
     * @param user the number it calls from, or the agent's id
     * @param domain with which the agent's id is unique: that of the company, or the server's address if there is only one
     * @param secret with which it registers; empty if it does not
     * @param host the loopback address on which it listens
     * @param server where it dials and registers
     */
    public record Profile(
            String name,
            String title,
            String user,
            String domain,
            String secret,
            String host,
            InetSocketAddress server) {

        public static Profile customer(String user, InetSocketAddress server) {
            return new Profile("customer", "Customer's phone", user, address(server), "", "127.0.0.1", server);
        }

        public static Profile agent(String agentId, String title, String secret, InetSocketAddress server) {
            return agent(address(server), agentId, title, secret, server);
        }

        public static Profile agent(
                String domain, String agentId, String title, String secret, InetSocketAddress server) {
            return new Profile(agentId, title, agentId, domain, secret, "127.0.0.1", server);
        }

        private static String address(InetSocketAddress server) {
            return server.getAddress().getHostAddress();
        }

        boolean isAgent() {
            return !secret.isEmpty();
        }

        /** What it says instead of words: a frequency in Hz. */
        public int tone() {
            return isAgent() ? Tones.of(user) : Tones.CALLERS;
        }
    }

    /**
     * What can be seen of a telephone.
     *
     * @param peer the other end's number while there is a call, else empty
     * @param since when it entered this state, epoch milliseconds
     * @param heard how many RTP packets have come in during this call or the last
     * @param onHold true while either end holds
     * @param hears the tones ({@link Profile#tone}) that come in now, in ascending order
     * @param reason why the last call or registration ended, for people; empty if it did not
     */
    public record View(
            String name,
            String title,
            String user,
            boolean agent,
            State state,
            String peer,
            long since,
            long heard,
            boolean onHold,
            List<Integer> hears,
            String reason) {

        String stateName() {
            return state.name().toLowerCase(Locale.ROOT);
        }
    }

    private final SipEdge edge;
    private final ActorRef<DemoPhoneCommand> line;
    private volatile View view;

    private DemoPhone(ActorSystem<?> system, Profile profile, Consumer<View> watcher) throws IOException {
        view = new View(
                profile.name(),
                profile.title(),
                profile.user(),
                profile.isAgent(),
                State.OFFLINE,
                "",
                0,
                0,
                false,
                List.of(),
                "");
        line = system.systemActorOf(
                DemoPhoneLine.create(profile, shown -> {
                    view = shown;
                    watcher.accept(shown);
                }),
                "demo-phone-" + Sip.random(),
                DispatcherSelector.fromConfig("baton.phone.dispatcher"));
        edge = open(profile.host(), ear(line));
        line.tell(new DemoPhoneCommand.Opened(edge));
    }

    /** @param watcher is shown every change, from the telephone's own thread */
    public static DemoPhone start(ActorSystem<?> system, Profile profile, Consumer<View> watcher) throws IOException {
        return new DemoPhone(system, profile, watcher);
    }

    public View view() {
        return view;
    }

    /** Where it listens for calls. */
    public InetSocketAddress address() {
        return new InetSocketAddress(edge.host(), edge.port());
    }

    public void dial(String number) {
        line.tell(new DemoPhoneCommand.Dial(number));
    }

    public void answer() {
        line.tell(new DemoPhoneCommand.Pick());
    }

    /** Refuses a call that rings: 486. */
    public void decline() {
        line.tell(new DemoPhoneCommand.Decline());
    }

    /** Ends whatever call there is: cancels, declines or hangs up. */
    public void hangUp() {
        line.tell(new DemoPhoneCommand.HangUp());
    }

    /** Asks the other end to stop sending. */
    public void hold() {
        line.tell(new DemoPhoneCommand.Hold(true));
    }

    public void resume() {
        line.tell(new DemoPhoneCommand.Hold(false));
    }

    public void register() {
        line.tell(new DemoPhoneCommand.Register(true));
    }

    public void unregister() {
        line.tell(new DemoPhoneCommand.Register(false));
    }

    /** From now on it calls from this number. */
    public void callAs(String user) {
        line.tell(new DemoPhoneCommand.CallAs(user));
    }

    /** Vanishes without a word, like a phone whose battery is empty. */
    public void stop() {
        line.tell(new DemoPhoneCommand.Stop());
        CompletableFuture.runAsync(edge::close);
    }

    private static SipEdge open(String host, SipEdge.Ear ear) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try {
                var sip = new PhoneSettings.Sip(host, freePort(host), 1, java.util.Set.of());
                return JainSipEdge.open(sip, new PhoneCounters(), ear);
            } catch (IOException e) {
                if (attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private static int freePort(String host) throws IOException {
        var address = InetAddress.getByName(host);
        try (var tcp = new ServerSocket(0, 1, address);
                var udp = new DatagramSocket(tcp.getLocalPort(), address)) {
            return udp.getLocalPort();
        }
    }

    private static SipEdge.Ear ear(ActorRef<DemoPhoneCommand> line) {
        return new SipEdge.Ear() {
            @Override
            public void request(Incoming incoming) {
                line.tell(new DemoPhoneCommand.Heard(incoming));
            }

            @Override
            public void repeated(Response response) {
                line.tell(new DemoPhoneCommand.Repeated(response));
            }
        };
    }
}
