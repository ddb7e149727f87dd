package baton.emulator.site;

import baton.emulator.phone.Phones;
import baton.emulator.wire.Answer;
import baton.emulator.wire.Call;
import baton.emulator.wire.Courier;
import baton.emulator.wire.Json;
import baton.emulator.wire.Ledger;
import baton.emulator.wire.Ledger.Direction;
import baton.emulator.wire.Mischief;
import baton.emulator.wire.Pauses;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What every emulated provider stands on: its telephones, its ledger, its courier, and what is to go wrong. */
public record Stage(ScheduledExecutorService clock, Phones phones, Ledger ledger, Mischief mischief, Courier courier) {

    /** Longer than anybody waits for an answer. */
    private static final Duration SILENCE = Duration.ofSeconds(90);

    public static Stage create(HttpClient client, ScheduledExecutorService clock, Pauses pauses) {
        var ledger = new Ledger();
        var mischief = new Mischief();
        return new Stage(clock, new Phones(), ledger, mischief, new Courier(client, clock, ledger, mischief, pauses));
    }

    /** A send that is in order: it is taken, unless something is to go wrong with it. What is taken may never be answered. */
    public Answer unlessTrouble(Answer tooMany, Answer broken, Supplier<Answer> taken) {
        var trouble = mischief.happens();
        if (trouble.isEmpty()) {
            return taken.get();
        }
        return switch (trouble.get()) {
            case TOO_MANY -> tooMany;
            case SERVER_ERROR -> broken;
            case CUT -> Answer.none();
            case SILENCE -> {
                var answer = taken.get();
                yield answer.taken() ? answer.unheard() : answer;
            }
        };
    }

    /** Writes it into the ledger, then says it. */
    public void answer(Call call, String customer, String what, JsonNode body, Answer answer) throws IOException {
        ledger.add(Direction.CALL, customer, what, body, answer.status(), answer.taken());
        if (answer.status() != 0) {
            call.answer(
                    answer.status(), "application/json; charset=utf-8", answer.headers(), Json.bytes(answer.body()));
        } else if (answer.taken()) {
            clock.schedule(call::cut, SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            call.cut();
        }
    }
}
