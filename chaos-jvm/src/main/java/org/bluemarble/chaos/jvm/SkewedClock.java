package org.bluemarble.chaos.jvm;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a class asked for: skewed as long as a rule says so, and the real one afterwards. */
final class SkewedClock extends Clock {

    private final ClockSite site;
    private final Clock real;

    SkewedClock(ClockSite site, Clock real) {
        this.site = site;
        this.real = real;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(site, real.withZone(zone));
    }

    @Override
    public Instant instant() {
        return site.instant(real.instant());
    }
}
