package baton.gateway.phone;

import baton.gateway.phone.DemoPhone.Profile;
import baton.gateway.phone.DigestChallenge.Credentials;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** How a demo telephone registers: asks, is challenged, asks again with an answer to the challenge. */
final class DemoRegistration {

    private final SipEdge edge;
    private final Profile profile;
    private final Consumer<SipEdge.Answer> outcome;
    private final String callId = Sip.random();
    private final String tag = Sip.random();
    private long cseq;

    DemoRegistration(SipEdge edge, Profile profile, Consumer<SipEdge.Answer> outcome) {
        this.edge = edge;
        this.profile = profile;
        this.outcome = outcome;
    }

    void ask(int expires) {
        edge.send(request(expires), outcome);
    }

    /** Answers a challenge; empty if there is none in this response that it could answer. */
    Optional<Runnable> answerTo(Response challenged, int expires) {
        ListIterator<?> challenges = challenged.getHeaders(WWWAuthenticateHeader.NAME);
        while (challenges.hasNext()) {
            var challenge = (WWWAuthenticateHeader) challenges.next();
            var algorithm = challenge.getAlgorithm() == null ? "MD5" : challenge.getAlgorithm();
            if (DigestChallenge.ALGORITHMS.contains(algorithm)) {
                return Optional.of(() -> edge.send(authorised(request(expires), challenge, algorithm), outcome));
            }
        }
        return Optional.empty();
    }

    private Request authorised(Request request, WWWAuthenticateHeader challenge, String algorithm) {
        return Sip.built(() -> {
            var uri = request.getRequestURI();
            var open = new Credentials(
                    profile.user(),
                    challenge.getRealm(),
                    challenge.getNonce(),
                    uri.toString(),
                    "",
                    algorithm,
                    Sip.random(),
                    "auth",
                    "00000001");
            var header = Sip.HEADERS.createAuthorizationHeader("Digest");
            header.setUsername(open.username());
            header.setRealm(open.realm());
            header.setNonce(open.nonce());
            header.setURI(uri);
            header.setAlgorithm(algorithm);
            header.setQop("auth");
            header.setCNonce(open.cnonce());
            header.setNonceCount(1);
            header.setResponse(DigestChallenge.response(open, algorithm, Request.REGISTER, profile.secret()));
            return Sip.with(request, header);
        });
    }

    private Request request(int expires) {
        cseq++;
        return Sip.built(() -> {
            var server = Sip.ADDRESSES.createSipURI(
                    null, profile.server().getAddress().getHostAddress());
            server.setPort(profile.server().getPort());
            var record = Sip.ADDRESSES.createAddress(Sip.ADDRESSES.createSipURI(profile.user(), profile.domain()));
            var request = Sip.MESSAGES.createRequest(
                    server,
                    Request.REGISTER,
                    Sip.HEADERS.createCallIdHeader(callId),
                    Sip.HEADERS.createCSeqHeader(cseq, Request.REGISTER),
                    Sip.HEADERS.createFromHeader(record, tag),
                    Sip.HEADERS.createToHeader(record, null),
                    List.of(DialogSide.via(edge, "udp")),
                    Sip.HEADERS.createMaxForwardsHeader(70));
            request.setHeader(DialogSide.contact(edge, "baton", "udp"));
            request.setHeader(Sip.HEADERS.createExpiresHeader(expires));
            return request;
        });
    }
}
