package baton.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A SIP message as far as a benchmark needs it (RFC 3261): headers as they stand, one a line, no compact forms.
 *
 * @param start the request line or status line
 * @param headers lines {@code Name: value} in their order
 */
record SipMessage(String start, List<String> headers, String body) {

    static SipMessage parse(String text) {
        var end = text.indexOf("\r\n\r\n");
        var head = (end < 0 ? text : text.substring(0, end)).split("\r\n");
        var headers = new ArrayList<>(List.of(head)).subList(1, head.length);
        return new SipMessage(head[0], headers, end < 0 ? "" : text.substring(end + 4));
    }

    boolean isResponse() {
        return start.startsWith("SIP/2.0 ");
    }

    int status() {
        return Integer.parseInt(start.substring(8, 11));
    }

    /** Of a request itself, of a response that of what it answers. */
    String method() {
        var cseq = header("CSeq");
        return cseq.substring(cseq.lastIndexOf(' ') + 1);
    }

    String callId() {
        return header("Call-ID");
    }

    /** The first of that name; empty if there is none. */
    String header(String name) {
        var all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> all(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    /** The address in a Contact, without its brackets. */
    String contact() {
        var value = header("Contact");
        var open = value.indexOf('<');
        return open < 0 ? value.split(";")[0] : value.substring(open + 1, value.indexOf('>'));
    }

    /** What answers this request; {@code more} are further header lines and, after an empty one, the body. */
    String answer(int status, String reason, String toTag, String more) {
        var out = new StringBuilder("SIP/2.0 " + status + " " + reason + "\r\n");
        all("Via").forEach(via -> out.append("Via: ").append(via).append("\r\n"));
        var to = header("To");
        out.append("From: ").append(header("From")).append("\r\n");
        out.append("To: ")
                .append(to.contains(";tag=") ? to : to + ";tag=" + toTag)
                .append("\r\n");
        out.append("Call-ID: ").append(callId()).append("\r\n");
        out.append("CSeq: ").append(header("CSeq")).append("\r\n");
        return out.append(more.isEmpty() ? "Content-Length: 0\r\n\r\n" : more).toString();
    }

    /** Header lines and body of a session description; {@code name} travels unchanged from end to end. */
    static String sdp(String name, int port) {
        var sdp = "v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=" + name + "\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + port + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";
        return "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
    }

    /** The {@code s=} of the session description; empty if there is none. */
    String sessionName() {
        return body.lines()
                .filter(line -> line.startsWith("s="))
                .map(line -> line.substring(2))
                .findFirst()
                .orElse("");
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
