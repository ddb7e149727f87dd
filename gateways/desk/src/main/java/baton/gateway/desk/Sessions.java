package baton.gateway.desk;

import baton.engine.spi.Tenants;
import baton.engine.spi.Tenants.Account;
import baton.engine.web.Tokens;
import baton.engine.web.Tokens.Claims;
import com.typesafe.config.Config;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in. A session is a signed cookie, so that every node knows it; a ticket opens one socket and is signed too.
 * What must be remembered - tickets that were used, sessions that were ended - is remembered by this node until it has expired
 * anyhow.
 */
final class Sessions {

    private final Tenants tenants;
    private final Tokens cookies;
    private final Tokens tickets;
    private final Remembered usedTickets;
    private final Remembered endedSessions;

    Sessions(Config config, DeskSettings settings, Tenants tenants, InstantSource clock) {
        this.tenants = tenants;
        this.cookies = new Tokens(config, "desk-session", settings.sessionTime(), clock);
        this.tickets = new Tokens(config, "desk-ticket", settings.ticketTime(), clock);
        this.usedTickets = new Remembered(clock);
        this.endedSessions = new Remembered(clock);
    }

    /** The cookie's value. */
    String begin(String tenantId, String agentId) {
        return cookies.issue(tenantId, agentId, Map.of());
    }

    Optional<Session> read(String cookie) {
        return cookies.read(cookie)
                .map(claims -> new Session(claims.tenant(), claims.subject(), claims.tokenId(), claims.expires()))
                .filter(this::stands);
    }

    void end(Session session) {
        endedSessions.add(session.sessionId(), session.expires());
    }

    String ticket(Session session) {
        return tickets.issue(
                session.tenantId(),
                session.agentId(),
                Map.of(
                        "sid", session.sessionId(),
                        "sxp", session.expires().toString()));
    }

    /** The session of this ticket; empty if it is not one of ours, expired or used. */
    Optional<Session> redeem(String ticket) {
        return tickets.read(ticket)
                .filter(claims -> usedTickets.add(claims.tokenId(), claims.expires()))
                .map(Sessions::session)
                .filter(this::stands);
    }

    /** The account behind a session; empty if it has been removed since. */
    Optional<Account> account(Session session) {
        return tenants.byId(session.tenantId()).flatMap(tenant -> tenant.agent(session.agentId()));
    }

    /** Neither ended nor without an account. */
    boolean stands(Session session) {
        return !endedSessions.contains(session.sessionId()) && account(session).isPresent();
    }

    private static Session session(Claims ticket) {
        return new Session(ticket.tenant(), ticket.subject(), ticket.more("sid"), Instant.parse(ticket.more("sxp")));
    }
}
