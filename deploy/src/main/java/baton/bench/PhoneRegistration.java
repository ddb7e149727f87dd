package baton.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** How an agent's phone registers: asks, is challenged, asks again with the password (digest, SHA-256). */
final class PhoneRegistration {

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
    private static final Pattern REALM = Pattern.compile("realm=\"([^\"]+)\"");
    private static final String CLIENT_NONCE = "bench";
    private static final String COUNT = "00000001";

    private final String agentId;
    private final SipWire.Line line;
    private final int registrar;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int cseq;

    PhoneRegistration(String agentId, SipWire.Line line, int registrar) {
        this.agentId = agentId;
        this.line = line;
        this.registrar = registrar;
    }

    String callId() {
        return "register-" + agentId;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    void ask(String authorization) {
        cseq++;
        line.send(
                "REGISTER " + uri() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + line.port() + ";branch=z9hG4bK-r-"
                        + agentId + "-" + cseq + "\r\nMax-Forwards: 70\r\nFrom: <sip:" + agentId
                        + "@baton>;tag=r\r\nTo: <sip:"
                        + agentId + "@baton>\r\nCall-ID: " + callId() + "\r\nCSeq: " + cseq
                        + " REGISTER\r\nContact: <sip:" + agentId + "@127.0.0.1:" + line.port() + ">\r\n"
                        + authorization + "Expires: 3600\r\nContent-Length: 0\r\n\r\n",
                registrar);
    }

    void answered(SipMessage answer) {
        if (answer.status() == 401 && cseq == 1) {
            answer.all("WWW-Authenticate").stream()
                    .filter(challenge -> challenge.contains("SHA-256"))
                    .findFirst()
                    .ifPresent(challenge -> ask(authorization(challenge)));
        } else if (answer.status() == 200) {
            done.complete(null);
        } else if (answer.status() >= 300) {
            done.completeExceptionally(new IllegalStateException("REGISTER of " + agentId + ": " + answer.start()));
        }
    }

    private String authorization(String challenge) {
        var realm = group(REALM, challenge);
        var nonce = group(NONCE, challenge);
        var secret = hash(agentId + ":" + realm + ":" + BenchTenant.PHONE_SECRET);
        var request = hash("REGISTER:" + uri());
        var response = hash(secret + ":" + nonce + ":" + COUNT + ":" + CLIENT_NONCE + ":auth:" + request);
        return "Authorization: Digest username=\"" + agentId + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri() + "\", response=\"" + response + "\", algorithm=SHA-256, cnonce=\""
                + CLIENT_NONCE
                + "\", qop=auth, nc=" + COUNT + "\r\n";
    }

    private String uri() {
        return "sip:127.0.0.1:" + registrar;
    }

    private static String group(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(String text) {
        try {
            return SipMessage.hex(MessageDigest.getInstance("SHA-256").digest(SipMessage.bytes(text)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
