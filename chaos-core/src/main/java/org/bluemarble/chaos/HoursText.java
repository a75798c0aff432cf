package org.bluemarble.chaos;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Nearest;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;

/** The spelling of hours: {@code hours=21:00..23:00 days=mon..fri zone=Europe/Berlin}. */
final class HoursText {

    private static final Pattern HOURS = Pattern.compile("(\\d{2}):(\\d{2})\\.\\.(\\d{2}):(\\d{2})");
    private static final LocalTime END_OF_DAY = LocalTime.MIDNIGHT;

    private HoursText() {}

    /**
     * Reads hours from the words that were given, at least one of which must be there.
     *
     * @return null if they are wrong; then {@code findings} say why
     */
    static @Nullable OpenHours read(@Nullable Word hours, @Nullable Word days, @Nullable Word zone, Findings findings) {
        int before = findings.size();
        if (hours == null && days == null && zone != null) {
            findings.refuseValue(
                    zone,
                    "without hours or days, but says by which clock they are read; give hours, or leave" + " it out");
        }
        OpenHours read = hours == null ? OpenHours.daily(LocalTime.MIDNIGHT, END_OF_DAY) : hours(hours, findings);
        Set<DayOfWeek> on = days == null ? null : days(days, findings);
        ZoneId in = zone == null ? null : zone(zone, findings);
        if (read == null || findings.size() > before) {
            return null;
        }
        OpenHours onDays = on == null ? read : read.on(on);
        return in == null ? onDays : onDays.in(in);
    }

    private static @Nullable OpenHours hours(Word word, Findings findings) {
        Matcher matcher = HOURS.matcher(word.text());
        LocalTime from = matcher.matches() ? time(matcher.group(1), matcher.group(2)) : null;
        LocalTime to = from == null ? null : time(matcher.group(3), matcher.group(4));
        if (from == null || to == null || matcher.group(1).equals("24")) {
            findings.refuse(word, "but must be two times of day, for example 21:00..23:00; 24:00 ends the day");
            return null;
        }
        if (from.equals(to) && !from.equals(END_OF_DAY)) {
            findings.refuseValue(word, "but must not end when it begins; 00:00..24:00 is the whole day");
            return null;
        }
        return OpenHours.daily(from, to);
    }

    private static @Nullable LocalTime time(String hour, String minute) {
        int hours = Integer.parseInt(hour);
        int minutes = Integer.parseInt(minute);
        if (hours == 24 && minutes == 0) {
            return END_OF_DAY;
        }
        return hours < 24 && minutes < 60 ? LocalTime.of(hours, minutes) : null;
    }

    private static @Nullable Set<DayOfWeek> days(Word word, Findings findings) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : word.text().split(",", -1)) {
            String[] ends = part.strip().split("\\.\\.", -1);
            DayOfWeek first = day(ends[0]);
            DayOfWeek last = day(ends[ends.length - 1]);
            if (first == null || last == null || ends.length > 2) {
                findings.refuse(
                        word,
                        "but must be days of the week (" + Nearest.list(names(), "or")
                                + "), for example mon..fri or sat,sun");
                return null;
            }
            days.add(last);
            for (DayOfWeek day = first; day != last; day = day.plus(1)) {
                days.add(day);
            }
        }
        return days;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.add(name(day));
        }
        return names;
    }

    private static @Nullable DayOfWeek day(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equals(text)) {
                return day;
            }
        }
        return null;
    }

    private static @Nullable ZoneId zone(Word word, Findings findings) {
        try {
            return ZoneId.of(word.text());
        } catch (DateTimeException unknown) {
            findings.refuse(
                    word,
                    "but must be a time zone, for example Europe/Berlin or UTC"
                            + Nearest.hint(word.text(), ZoneId.getAvailableZoneIds(), ""));
            return null;
        }
    }

    /** {@return the value of {@code hours}; null where the days alone say it} */
    static @Nullable String hours(OpenHours hours) {
        if (hours.isAllDay() && !hours.isEveryDay()) {
            return null;
        }
        return hours.from() + ".." + (hours.to().equals(END_OF_DAY) ? "24:00" : hours.to());
    }

    /** {@return the value of {@code days}; null for every day} */
    static @Nullable String days(OpenHours hours) {
        if (hours.isEveryDay()) {
            return null;
        }
        List<String> runs = new ArrayList<>();
        DayOfWeek[] week = DayOfWeek.values();
        for (int first = 0; first < week.length; first++) {
            int last = first;
            while (last < week.length && hours.days().contains(week[last])) {
                last++;
            }
            if (last - first > 2) {
                runs.add(name(week[first]) + ".." + name(week[last - 1]));
                first = last;
            } else if (last > first) {
                runs.add(name(week[first]));
            }
        }
        return String.join(",", runs);
    }

    /** {@return the hours in one text, for messages} */
    static String text(OpenHours hours) {
        String clock = hours(hours);
        String days = days(hours);
        return (clock == null ? "" : clock)
                + (days == null ? "" : (clock == null ? "" : " ") + days)
                + (hours.zone() == null ? "" : " " + hours.zone().getId());
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
