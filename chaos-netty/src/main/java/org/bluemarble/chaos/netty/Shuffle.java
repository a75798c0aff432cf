package org.bluemarble.chaos.netty;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.bluemarble.chaos.Injection;
import org.jspecify.annotations.Nullable;

/** Messages that others overtake: each goes when so many have passed it, or when its time is over. */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the promise, which is the caller's.
final class Shuffle {

    private final Route route;

    /** In the order in which they came; each is overtaken by those behind it that go before it. */
    private final List<Overtaken> aside = new ArrayList<>();

    Shuffle(Route route) {
        this.route = route;
    }

    boolean isEmpty() {
        return aside.isEmpty();
    }

    boolean hasAsideFor(String rule) {
        for (Overtaken one : aside) {
            if (one.injection.rule().equals(rule)) {
                return true;
            }
        }
        return false;
    }

    /** Puts a message aside. */
    void put(Parcel parcel, Injection injection, long behind, long nanos) {
        Overtaken one = new Overtaken(parcel, injection, behind);
        aside.add(one);
        route.lane().waitsBeside(parcel.size());
        Lane lane = route.lane();
        try {
            one.alarm = lane.executor().schedule(() -> pass(one), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutsDown) {
            // The loop is about to end, and to close every channel on it: nothing overtakes any more.
            pass(one);
        }
        injection.onCancel(() -> Later.soon(lane.executor(), () -> pass(one)));
    }

    /** Another message has passed, that came behind all of them. */
    void passed() {
        if (!aside.isEmpty()) {
            passed(List.copyOf(aside));
        }
    }

    private void passed(List<Overtaken> overtaken) {
        for (Overtaken one : overtaken) {
            one.left--;
            if (one.left <= 0) {
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
        List<Overtaken> before = List.copyOf(aside.subList(0, Math.max(0, aside.indexOf(one))));
        if (take(one)) {
            one.parcel.pass();
            route.lane().leftFromBeside(one.parcel.size());
            one.end();
            passed(before);
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
        private final Injection injection;
        private final long behind;
        private long left;
        private @Nullable Future<?> alarm;

        Overtaken(Parcel parcel, Injection injection, long behind) {
            this.parcel = parcel;
            this.injection = injection;
            this.behind = behind;
            this.left = behind;
        }

        /** One that nothing overtook was only late: no rule that asks for another order has got what it asked for. */
        void end() {
            if (left == behind) {
                injection.spare();
            }
            injection.done();
        }
    }
}
