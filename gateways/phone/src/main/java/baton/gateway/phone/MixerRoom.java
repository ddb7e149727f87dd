package baton.gateway.phone;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** One conference of a {@link DemoMixer}: every 20 ms everybody hears the sum of the others. */
final class MixerRoom {

    private static final int MAX_SEATS = 8;

    private final List<MixerSeat> seats = new CopyOnWriteArrayList<>();
    private final Future<?> ticking = AudioStream.everyTick(this::mix);

    boolean isFull() {
        return seats.size() >= MAX_SEATS;
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    void enter(MixerSeat seat) {
        seats.add(seat);
    }

    void leave(MixerSeat seat) {
        seats.remove(seat);
    }

    void close() {
        ticking.cancel(false);
    }

    private void mix() {
        var sum = new int[G711.SAMPLES];
        for (var seat : seats) {
            var said = seat.listen();
            for (var i = 0; i < sum.length; i++) {
                sum[i] += said[i];
            }
        }
        for (var seat : seats) {
            seat.hearOthers(sum);
        }
    }
}
