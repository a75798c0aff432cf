package org.bluemarble.chaos.netty;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Messages that others overtake: each goes when so many have passed it, or when its time is over. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Shuffle {

    private final Route route;
    private final List<Overtaken> aside = new ArrayList<>();

    Shuffle(Route route) {
        this.route = route;
    }

    /** Puts a message aside. */
    void put(Parcel parcel, long behind, long nanos, Runnable done) {
        Overtaken one = new Overtaken(parcel, behind, done);
        aside.add(one);
        route.lane().waitsBeside(parcel.size());
        one.alarm = route.lane().executor().schedule(() -> pass(one), nanos, TimeUnit.NANOSECONDS);
    }

    /** Another message has passed. */
    void passed() {
        if (aside.isEmpty()) {
            return;
        }
        for (Overtaken one : List.copyOf(aside)) {
            one.behind--;
            if (one.behind <= 0) {
                pass(one);
            }
        }
    }

    void release() {
        List.copyOf(aside).forEach(this::pass);
    }

    void lose() {
        for (Overtaken one : List.copyOf(aside)) {
            if (take(one)) {
                route.lane().waitsBeside(-one.parcel.size());
                one.parcel.lose();
            }
        }
    }

    private void pass(Overtaken one) {
        if (take(one)) {
            one.parcel.pass();
            route.lane().leftFromBeside(one.parcel.size());
            one.done.run();
        }
    }

    private boolean take(Overtaken one) {
        if (one.alarm != null) {
            one.alarm.cancel(false);
        }
        return aside.remove(one);
    }

    /** One that was put aside. */
    private static final class Overtaken {
        private final Parcel parcel;
        private final Runnable done;
        private long behind;
        private @Nullable Future<?> alarm;

        Overtaken(Parcel parcel, long behind, Runnable done) {
            this.parcel = parcel;
            this.behind = behind;
            this.done = done;
        }
    }
}
