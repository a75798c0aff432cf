package org.bluemarble.sample.game.bots;

import io.netty.util.concurrent.Future;
import java.util.function.Consumer;
import org.bluemarble.sample.game.economy.Outcome;
import org.bluemarble.sample.game.protocol.Backoff;
import org.bluemarble.sample.game.protocol.Request;
import org.jspecify.annotations.Nullable;

/** One request on its way to a definite answer, through however many tries. Confined to the bots' event loop. */
final class Call {
    private final Consumer<Outcome> whenEnded;
    private final Backoff backoff;
    private Request request;
    private @Nullable Future<?> timer;
    private @Nullable Future<?> deadline;

    Call(Request request, Backoff backoff, Consumer<Outcome> whenEnded) {
        this.request = request;
        this.backoff = backoff;
        this.whenEnded = whenEnded;
    }

    Request request() {
        return request;
    }

    void nextAttempt() {
        request = request.nextAttempt();
    }

    long pauseMillis() {
        return backoff.nextMillis();
    }

    void setDeadline(Future<?> newDeadline) {
        deadline = newDeadline;
    }

    /** Replaces the one timer of a call: it waits either for a reply or for its next try. */
    void setTimer(Future<?> newTimer) {
        clearTimer();
        timer = newTimer;
    }

    void clearTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    void end(Outcome outcome) {
        clearTimer();
        if (deadline != null) {
            deadline.cancel(false);
        }
        whenEnded.accept(outcome);
    }
}
