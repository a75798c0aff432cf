package org.bluemarble.chaos.netty;

import java.util.Arrays;

/** One direction of one connection: its messages are numbered where they leave and counted where they come. Thread-safe. */
final class SoakFlow {

    private final boolean ordered;
    private long sent;
    private long settled;
    private long latest;
    private long endedRound;
    private int[] times = new int[64];
    private boolean over;
    private int roundsOver;

    SoakFlow(boolean ordered) {
        this.ordered = ordered;
    }

    /** {@return the number of the next message} */
    synchronized long next() {
        return ++sent;
    }

    /** Counts a message that came; returns what is wrong with that, or null. */
    synchronized String came(long id) {
        if (id < 0) {
            endedRound = -id;
            return null;
        }
        int place = (int) (id - settled - 1);
        if (place < 0 || id > sent) {
            return "message " + id + " came in a round that began behind " + settled + ", and " + sent + " were sent";
        }
        if (place >= times.length) {
            times = Arrays.copyOf(times, Math.max(place + 1, 2 * times.length));
        }
        times[place]++;
        if (ordered && id < latest) {
            return "message " + id + " came after " + latest;
        }
        latest = id;
        return null;
    }

    /** Its sender is gone. */
    synchronized void over() {
        over = true;
    }

    synchronized boolean hasEnded(long round) {
        return over || endedRound >= round;
    }

    /** {@return whether it was over for a whole round, so that nothing of it is on its way any more} */
    synchronized boolean isForgettable() {
        return roundsOver > 1;
    }

    /** What became of the messages of a round; the next one begins. */
    synchronized Round settle() {
        long received = 0;
        long missing = 0;
        long again = 0;
        int count = (int) (sent - settled);
        for (int place = 0; place < count; place++) {
            int came = place < times.length ? times[place] : 0;
            received += came;
            missing += came == 0 ? 1 : 0;
            again += Math.max(0, came - 1);
        }
        Arrays.fill(times, 0);
        settled = sent;
        roundsOver += over ? 1 : 0;
        return new Round(count, received, missing, again);
    }

    /**
     * The messages of one round, or of several.
     *
     * @param sent how many were sent
     * @param received how often any came
     * @param missing how many never came
     * @param again how often one came that had come before
     */
    record Round(long sent, long received, long missing, long again) {

        static final Round NONE = new Round(0, 0, 0, 0);

        Round plus(Round other) {
            return new Round(
                    sent + other.sent, received + other.received, missing + other.missing, again + other.again);
        }
    }
}
