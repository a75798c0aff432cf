package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * When and how a diverted connection breaks.
 *
 * <p>The thread that uses the connection reads and writes; any thread may close or release.
 */
final class Break {
    private enum State {
        /** Everything passes, until a request with an effect has left and its reply is read. */
        WAITING,
        /** The connection is broken; what is sent vanishes or fails, what is read fails. */
        BROKEN
    }

    /** What the kernel says of a connection whose other end has gone. */
    private static final String RESET = "Connection reset";

    private final Wire real;
    private final @Nullable WireProtocol protocol;
    private final WireProtocol.@Nullable RequestScanner scanner;
    private final ReplyLoss how;

    /** Whether a broken connection still swallows what is written, so that the caller is left waiting for an answer. */
    private final boolean swallowsWrites;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable Runnable onSent;
    private boolean sent;
    private boolean isClosed;
    private boolean isReleased;
    private int timeoutMillis;
    private volatile State state;
    private volatile LostReply.Reply reply = LostReply.Reply.NOT_LOST;

    private Break(Wire real, @Nullable WireProtocol protocol, ReplyLoss how, State state, int timeoutMillis) {
        this.real = real;
        this.protocol = protocol;
        this.scanner = protocol == null ? null : protocol.newScanner();
        this.how = how;
        this.state = state;
        this.swallowsWrites = how.caller() != ReplyLoss.Caller.FAILURE;
        this.timeoutMillis = timeoutMillis;
    }

    /** Breaks at once. The real session is left to whoever takes it over. */
    static Break now(Wire real, ReplyLoss.Caller caller, int timeoutMillis) {
        ReplyLoss how = new ReplyLoss(ReplyLoss.Moment.AFTER_REPLY, caller);
        return new Break(real, null, how, State.BROKEN, timeoutMillis);
    }

    /** Breaks nothing; runs an action when the next request that can have an effect has left. */
    static Break never(Wire real, WireProtocol protocol, Runnable action, int timeoutMillis) {
        Break none = new Break(real, protocol, ReplyLoss.STANDARD, State.WAITING, timeoutMillis);
        none.onSent = action;
        return none;
    }

    /** Breaks around the reply to the next request that can have an effect. */
    static Break atNextReply(Wire real, WireProtocol protocol, ReplyLoss how, int timeoutMillis) {
        return new Break(real, protocol, how, State.WAITING, timeoutMillis);
    }

    LostReply.Reply reply() {
        return reply;
    }

    boolean passes() {
        return state == State.WAITING;
    }

    /** {@return whether the bytes may go out} */
    boolean beforeWrite(byte[] bytes, int offset, int length) throws IOException {
        if (state == State.WAITING) {
            if (scanner != null) {
                scanner.scan(bytes, offset, length);
            }
            return true;
        }
        if (!swallowsWrites) {
            // In the words of a lost reply: whoever reads a failure's cause must not learn either which of the two it
            // was.
            throw new SocketException(RESET);
        }
        return false;
    }

    /** Returns if the read may go on to the real connection. */
    void beforeRead() throws IOException {
        if (state == State.WAITING) {
            if (scanner == null || protocol == null || !scanner.sawEffect()) {
                return;
            }
            Runnable action = onSent;
            if (sent) {
                return;
            }
            if (action != null) {
                sent = true;
                action.run();
                return;
            }
            breakAtReply(protocol);
        }
        failRead();
    }

    private void breakAtReply(WireProtocol protocol) throws IOException {
        if (how.moment() == ReplyLoss.Moment.AFTER_REPLY) {
            // An error here is a real one, and the caller's to see.
            reply = protocol.readReply(real.in());
        } else {
            reply = LostReply.Reply.UNREAD;
        }
        state = State.BROKEN;
        real.close();
    }

    private void failRead() throws IOException {
        if (how.caller() == ReplyLoss.Caller.TIMEOUT) {
            throw new SocketTimeoutException("Read timed out");
        }
        if (how.caller() == ReplyLoss.Caller.HANG) {
            hang();
        }
        throw new SocketException(RESET);
    }

    // An interrupt keeps its flag and the wait goes on, as in a read of a real socket.
    private void hang() throws IOException {
        boolean interrupted = false;
        lock.lock();
        try {
            long left = timeoutMillis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            long deadline = System.nanoTime() + left;
            while (!isClosed && !isReleased && left > 0) {
                try {
                    ended.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = timeoutMillis == 0 ? Long.MAX_VALUE : deadline - System.nanoTime();
            }
            if (isClosed) {
                throw new SocketException("Socket closed");
            }
            if (!isReleased) {
                throw new SocketTimeoutException("Read timed out");
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void release() {
        lock.lock();
        try {
            isReleased = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The driver closes its socket. A real connection that still passes is closed with it. */
    void close() {
        if (state == State.WAITING) {
            real.close();
        }
        lock.lock();
        try {
            isClosed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int timeoutMillis() {
        lock.lock();
        try {
            return timeoutMillis;
        } finally {
            lock.unlock();
        }
    }

    void setTimeoutMillis(int millis) {
        lock.lock();
        try {
            timeoutMillis = millis;
        } finally {
            lock.unlock();
        }
    }
}
