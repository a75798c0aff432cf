package org.bluemarble.chaos;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the day on some days of the week, such as business hours. Immutable.
 *
 * @param from when they begin, to the minute
 * @param to when they end, to the minute, not included; midnight is the day's end. Before {@code from}, they end on the next
 *     day and belong to the day on which they began; equal to it they must be midnight, which is the whole day
 * @param days at least one
 * @param zone where the clock hangs; null for the JVM's own zone
 */
public record OpenHours(
        LocalTime from,
        LocalTime to,
        Set<DayOfWeek> days,
        @Nullable ZoneId zone) {

    private static final Set<DayOfWeek> EVERY_DAY = Set.copyOf(EnumSet.allOf(DayOfWeek.class));

    public OpenHours {
        requireMinutes("from", from);
        requireMinutes("to", to);
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days was empty but must name at least one day");
        }
        if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException(
                    "to was " + to + " but must differ from from; 00:00 to 00:00 is all day");
        }
    }

    private static void requireMinutes(String name, LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw new IllegalArgumentException(
                    name + " was " + time + " but must be a whole minute, for example 21:00");
        }
    }

    /** {@return these hours on every day, in the JVM's zone} */
    public static OpenHours daily(LocalTime from, LocalTime to) {
        return new OpenHours(from, to, EVERY_DAY, null);
    }

    /** {@return the same hours on these days alone} */
    public OpenHours on(Set<DayOfWeek> days) {
        return new OpenHours(from, to, days, zone);
    }

    /** {@return the same hours by the clock of another place} */
    public OpenHours in(ZoneId zone) {
        return new OpenHours(from, to, days, Objects.requireNonNull(zone, "zone"));
    }

    /**
     * Reads hours as rules and ceilings spell them: {@code 21:00..23:00}, {@code mon..fri} and {@code Europe/Berlin}. At
     * least one of the words must be there.
     *
     * @return null if they are wrong; then {@code findings} say why
     */
    public static @Nullable OpenHours read(
            @Nullable Word hours, @Nullable Word days, @Nullable Word zone, Findings findings) {
        return HoursText.read(hours, days, zone, findings);
    }

    boolean isEveryDay() {
        return days.equals(EVERY_DAY);
    }

    boolean isAllDay() {
        return from.equals(to);
    }

    /** {@return whether a point in time lies in these hours} */
    public boolean contains(Instant time) {
        ZonedDateTime there = time.atZone(zone == null ? ZoneId.systemDefault() : zone);
        LocalTime clock = there.toLocalTime();
        DayOfWeek today = there.getDayOfWeek();
        boolean endsToday = to.equals(LocalTime.MIDNIGHT) || from.isBefore(to);
        if (endsToday) {
            boolean beforeEnd = to.equals(LocalTime.MIDNIGHT) || clock.isBefore(to);
            return days.contains(today) && !clock.isBefore(from) && beforeEnd;
        }
        return (days.contains(today) && !clock.isBefore(from)) || (days.contains(today.minus(1)) && clock.isBefore(to));
    }

    @Override
    public String toString() {
        return HoursText.text(this);
    }
}
