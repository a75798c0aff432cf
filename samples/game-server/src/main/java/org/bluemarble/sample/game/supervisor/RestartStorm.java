package org.bluemarble.sample.game.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a server dies so often that starting it once more would only hide the trouble.
 *
 * @param deaths that are too many, 1 to 1000
 * @param window within which they fell
 */
public record RestartStorm(int deaths, Duration window) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code deaths} is out of range
     */
    public RestartStorm {
        if (deaths < 1 || deaths > 1000) {
            throw new IllegalArgumentException("deaths was " + deaths + " but must lie between 1 and 1000");
        }
    }

    /** {@return six deaths within half a minute} */
    public static RestartStorm usual() {
        return new RestartStorm(6, Duration.ofSeconds(30));
    }

    boolean isRaging(List<Instant> timesOfDeath) {
        int count = timesOfDeath.size();
        return count >= deaths
                && Duration.between(timesOfDeath.get(count - deaths), timesOfDeath.get(count - 1))
                                .compareTo(window)
                        <= 0;
    }
}
