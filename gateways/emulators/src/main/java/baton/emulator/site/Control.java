package baton.emulator.site;

import baton.emulator.wire.Fields;
import baton.emulator.wire.Json;
import baton.emulator.wire.Mischief;
import baton.emulator.wire.Mischief.Trouble;
import baton.emulator.wire.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;

/** {@code POST /control/<provider>/<deed>} and {@code GET /control/<provider>/ledger}: what tests in other processes need. */
final class Control {

    private static final int MOST = 10_000;

    private Control() {}

    static JsonNode apply(Provider provider, String deed, Fields fields) throws Mistake {
        var stage = provider.stage();
        switch (deed) {
            case "twice" -> stage.courier().twice(fields.flag("on", true));
            case "reorder" -> stage.courier().reorder(count(fields));
            case "next" -> next(stage.mischief(), fields);
            case "away" -> stage.mischief().awayFor(Duration.ofMillis(fields.integer("ms")));
            case "behave" -> {
                stage.mischief().behave();
                stage.courier().twice(false);
            }
            case "phone" -> {
                var act = fields.text("do", 40);
                return Deeds.act(provider, act, fields);
            }
            default -> provider.control(deed, fields);
        }
        fields.done();
        return Json.object().put("waiting", stage.courier().waiting());
    }

    static JsonNode ledger(Provider provider, String after, String customer) {
        var from = after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
        var answer = Json.object();
        answer.put("waiting", provider.stage().courier().waiting());
        var entries = answer.putArray("entries");
        provider.stage().ledger().all().stream()
                .filter(one -> one.number() > from)
                .filter(one -> customer.isEmpty() || one.customer().equals(customer))
                .forEach(one -> entries.add(one.json()));
        return answer;
    }

    private static void next(Mischief mischief, Fields fields) throws Mistake {
        var with = fields.oneOf("with", "too-many", "server-error", "silence", "cut");
        mischief.next(
                count(fields), Trouble.valueOf(with.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static int count(Fields fields) throws Mistake {
        return (int) Math.max(0, Math.min(MOST, fields.integer("count", 1)));
    }
}
