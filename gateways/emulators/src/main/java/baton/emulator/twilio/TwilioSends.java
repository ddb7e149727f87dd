package baton.emulator.twilio;

import baton.emulator.phone.Line;
import baton.emulator.site.Stage;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Bucket;
import baton.emulator.wire.Json;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Whether a message of the company is taken, and what becomes of it. Two with the same words are two: Twilio knows no repeats. */
final class TwilioSends {

    private static final int NOBODY_THERE = 30005;

    private final Stage stage;
    private final TwilioAccount account;
    private final TwilioStatuses statuses;
    private final Bucket limit;

    private int failures;
    private int failure;

    TwilioSends(Stage stage, TwilioAccount account, TwilioStatuses statuses) {
        this.stage = stage;
        this.account = account;
        this.statuses = statuses;
        this.limit = new Bucket(account.limit());
    }

    synchronized void failsLater(int count, int code) {
        failures = count;
        failure = code;
    }

    /** One after another, so that what is shown and what is told has one order. */
    synchronized Answer send(TwilioSend send) {
        if (stage.phones().withNumber(send.to()).filter(one -> one.blocked()).isPresent()) {
            return TwilioErrors.UNSUBSCRIBED.answer();
        }
        return stage.unlessTrouble(TwilioErrors.TOO_MANY.answer(), TwilioErrors.BROKEN.answer(), () -> take(send));
    }

    private Answer take(TwilioSend send) {
        if (!limit.take().isZero()) {
            return TwilioErrors.TOO_MANY.answer();
        }
        var sid = TwilioFormat.sid(send.media().isEmpty() ? "SM" : "MM");
        var customer = stage.phones().withNumber(send.to());
        statuses.sent(send.to(), sid, send.callback());
        if (customer.isEmpty()) {
            statuses.undelivered(send.to(), sid, NOBODY_THERE);
        } else if (failures > 0) {
            failures--;
            statuses.undelivered(send.to(), sid, failure);
        } else {
            stage.phones().put(customer.get().id(), Line.companys(sid, send.text(), "", List.of()));
        }
        return accepted(send, sid);
    }

    private Answer accepted(TwilioSend send, String sid) {
        var now = ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        var path = "/" + TwilioApi.VERSION + "/Accounts/" + account.sid() + "/Messages/" + sid;
        var body = Json.object().put("sid", sid).put("account_sid", account.sid());
        body.put("api_version", TwilioApi.VERSION).put("status", "queued").put("direction", "outbound-api");
        body.put("to", send.to()).put("from", account.number()).put("body", send.body());
        body.put("num_media", Integer.toString(send.media().size()));
        body.put("num_segments", Integer.toString(TwilioFormat.segments(send.body())));
        body.put("date_created", now).put("date_updated", now).putNull("date_sent");
        body.putNull("error_code").putNull("error_message").putNull("messaging_service_sid");
        body.put("uri", path + ".json").putObject("subresource_uris").put("media", path + "/Media.json");
        return new Answer(201, Map.of(), body, true);
    }
}
