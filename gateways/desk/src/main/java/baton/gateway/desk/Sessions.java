package baton.gateway.desk;

import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.spi.Engine;
import baton.engine.spi.SessionEnds;
import baton.engine.spi.SessionEnds.Ended;
import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Account;
import baton.engine.web.Tokens;
import baton.engine.web.Tokens.Claims;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * Who is signed in. A session is a signed cookie, so that every node knows it; a ticket opens one socket and is signed too. Sessions that were
 * ended are stored, and this node remembers those of which it has heard; tickets that were used are remembered by this node alone, for as long as
 * they live.
 */
final class Sessions {

    private static final String SESSION = "sid";
    private static final String SESSION_EXPIRES = "sxp";
    private static final String CREDENTIAL = "cre";

    private final Tenants tenants;
    private final SessionEnds ends;
    private final InstantSource clock;
    private final Duration sureFor;
    private final Credentials credentials;
    private final Tokens cookies;
    private final Tokens tickets;
    private final Remembered usedTickets;
    private final Remembered ended;
    private final Remembered sure;

    Sessions(Engine engine, DeskSettings settings) {
        var config = engine.system().settings().config();
        this.tenants = engine.tenants();
        this.ends = engine.sessionEnds();
        this.clock = engine.clock();
        this.sureFor = settings.sessionCheck();
        this.credentials = new Credentials(config);
        this.cookies = new Tokens(config, "desk-session", settings.sessionTime(), clock);
        this.tickets = new Tokens(config, "desk-ticket", settings.ticketTime(), clock);
        this.usedTickets = new Remembered(clock);
        this.ended = new Remembered(clock);
        this.sure = new Remembered(clock);
        ends.onEnd(this::remember);
    }

    /** The cookie's value. */
    String begin(String tenantId, Account account) {
        return cookies.issue(tenantId, account.agentId(), Map.of(CREDENTIAL, credentials.of(tenantId, account)));
    }

    /** Of a cookie; empty if it is not one of ours, expired, or its session is over. Fails if that cannot be found out. */
    CompletionStage<Optional<Session>> read(String cookie) {
        return ifSure(cookies.read(cookie).map(Sessions::ofCookie));
    }

    /** Over from now on, on all nodes, whether it still stood or not. */
    CompletionStage<Done> end(String cookie) {
        return cookies.read(cookie)
                .map(claims -> ends.end(new Ended(claims.tenant(), claims.tokenId(), claims.expires())))
                .orElseGet(() -> completedStage(Done.getInstance()));
    }

    String ticket(Session session) {
        return tickets.issue(
                session.tenantId(),
                session.agentId(),
                Map.of(
                        SESSION, session.sessionId(),
                        SESSION_EXPIRES, session.expires().toString(),
                        CREDENTIAL, session.credential()));
    }

    /** The session of this ticket; empty if it is not one of ours, expired or used, or its session is over. */
    CompletionStage<Optional<Session>> redeem(String ticket) {
        return ifSure(tickets.read(ticket)
                .filter(claims -> usedTickets.add(claims.tokenId(), claims.expires()))
                .map(Sessions::ofTicket));
    }

    /** The account behind a session; empty if it has been removed since. */
    Optional<Account> account(Session session) {
        return tenants.byId(session.tenantId()).flatMap(tenant -> tenant.agent(session.agentId()));
    }

    /** As far as this node knows: neither ended, nor without an account, nor begun with an old password. */
    boolean stands(Session session) {
        return !ended.contains(session.sessionId())
                && account(session)
                        .filter(account -> credentials.areOf(session.tenantId(), account, session.credential()))
                        .isPresent();
    }

    /** The same for certain: asks for what this node may not have heard. */
    CompletionStage<Boolean> certainlyStands(Session session) {
        if (!stands(session) || sure.contains(session.sessionId())) {
            return completedStage(stands(session));
        }
        return ends.isOver(session.tenantId(), session.sessionId()).thenApply(over -> {
            (over ? ended : sure).add(session.sessionId(), over ? session.expires() : sureUntil());
            return stands(session);
        });
    }

    private CompletionStage<Optional<Session>> ifSure(Optional<Session> shown) {
        return shown.map(session -> certainlyStands(session).thenApply(stands -> shown.filter(s -> stands)))
                .orElseGet(() -> completedStage(Optional.empty()));
    }

    private Instant sureUntil() {
        return clock.instant().plus(sureFor);
    }

    private void remember(Ended session) {
        ended.add(session.sessionId(), session.expires());
    }

    private static Session ofCookie(Claims cookie) {
        return new Session(
                cookie.tenant(), cookie.subject(), cookie.tokenId(), cookie.more(CREDENTIAL), cookie.expires());
    }

    private static Session ofTicket(Claims ticket) {
        return new Session(
                ticket.tenant(),
                ticket.subject(),
                ticket.more(SESSION),
                ticket.more(CREDENTIAL),
                Instant.parse(ticket.more(SESSION_EXPIRES)));
    }
}
