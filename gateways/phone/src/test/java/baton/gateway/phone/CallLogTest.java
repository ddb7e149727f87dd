package baton.gateway.phone;

import static baton.gateway.phone.OpenDoor.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import baton.gateway.phone.CallCommand.Ordered;
import baton.protocol.gateway.v1.CallOrder;
import baton.protocol.gateway.v1.CallerInvited;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.message.Request;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A call of a phone door is no entity that is stored; what is logged about it says all the same whose it is. */
class CallLogTest {

    private final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
    private final Logger logger = (Logger) LoggerFactory.getLogger(Orders.class);
    private final List<Map<String, String>> said = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getMDCPropertyMap());
        }
    };

    @AfterEach
    void close() {
        logger.detachAppender(ear);
        kit.shutdownTestKit();
    }

    @Test
    void aLineAboutACallNamesItsCompanyAndTheCall() {
        ear.start();
        logger.addAppender(ear);
        var door = kit.spawn(Behaviors.<PhoneDoor.Command>ignore());
        var settings = PhoneSettings.from(ConfigFactory.load()).calls();
        var edge = new SilentEdge();
        var call = kit.spawn(CallBridge.create(
                new CallBridge.Surroundings(
                        edge, new FakeEngine(kit.system()), settings, new PhoneCounters(), new DoorIndex(door)),
                new StoredInvite(edge, invite()),
                CallerInvited.newBuilder().setTenant("shop").setCaller("380").setOfferSdp(BarePhones.SDP)));

        call.tell(new Ordered(CallOrder.getDefaultInstance()));

        eventually(() -> !said.isEmpty());
        assertThat(said.get(0))
                .containsEntry("kind", "call")
                .containsEntry("tenant", "shop")
                .containsEntry("id", CallFormat.callId(invite()));
    }

    private static Request invite() {
        return Sip.withSdp(
                Sip.built(() -> Sip.MESSAGES.createRequest(
                        """
                        INVITE sip:100@x SIP/2.0
                        Via: SIP/2.0/UDP x;branch=z9hG4bK-INVITE
                        From: <sip:a@x>;tag=customer
                        To: <sip:100@x>
                        Call-ID: c1
                        CSeq: 1 INVITE
                        Contact: <sip:a@x>
                        Max-Forwards: 70

                        """
                                .replace("\n", "\r\n"))),
                BarePhones.SDP);
    }
}
