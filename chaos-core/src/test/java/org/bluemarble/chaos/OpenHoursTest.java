package org.bluemarble.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.bluemarble.chaos.spi.Findings;
import org.bluemarble.chaos.spi.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenHoursTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static @Nullable Word word(@Nullable String text, String path) {
        return text == null ? null : new Word(text, path, null);
    }

    private static @Nullable OpenHours read(
            @Nullable String hours, @Nullable String days, @Nullable String zone, Findings findings) {
        return OpenHours.read(word(hours, "hours"), word(days, "days"), word(zone, "zone"), findings);
    }

    @Test
    void hoursOverMidnight_belongToTheDayOnWhichTheyBegan() {
        OpenHours hours = OpenHours.daily(LocalTime.of(22, 0), LocalTime.of(2, 0))
                .on(EnumSet.of(DayOfWeek.FRIDAY))
                .in(UTC);

        assertThat(hours.contains(Instant.parse("2026-03-06T21:59:00Z"))).isFalse();
        assertThat(hours.contains(Instant.parse("2026-03-06T22:00:00Z"))).isTrue();
        assertThat(hours.contains(Instant.parse("2026-03-07T01:59:59Z")))
                .as("Saturday early")
                .isTrue();
        assertThat(hours.contains(Instant.parse("2026-03-07T02:00:00Z"))).isFalse();
        assertThat(hours.contains(Instant.parse("2026-03-06T01:00:00Z")))
                .as("Friday early")
                .isFalse();
    }

    /** On 29 March 2026 the clocks in Berlin went from 02:00 to 03:00. */
    @Test
    void clocksAreChanged_hoursFollowTheWallClock() {
        OpenHours hours =
                OpenHours.daily(LocalTime.of(1, 30), LocalTime.of(3, 30)).in(BERLIN);

        assertThat(hours.contains(Instant.parse("2026-03-29T00:29:59Z"))).isFalse();
        assertThat(hours.contains(Instant.parse("2026-03-29T00:30:00Z"))).isTrue();
        assertThat(hours.contains(Instant.parse("2026-03-29T01:29:59Z")))
                .as("03:29:59")
                .isTrue();
        assertThat(hours.contains(Instant.parse("2026-03-29T01:30:00Z"))).isFalse();
    }

    @Test
    void wholeDays_haveNoHours() {
        OpenHours weekend = OpenHours.daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)
                .on(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))
                .in(UTC);

        assertThat(weekend.contains(Instant.parse("2026-03-07T00:00:00Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-03-08T23:59:59Z"))).isTrue();
        assertThat(weekend.contains(Instant.parse("2026-03-09T00:00:00Z"))).isFalse();
        assertThat(weekend).hasToString("sat,sun UTC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            21:00..23:00 | -                | -             | 21:00..23:00
            21:00..24:00 | mon..fri         | Europe/Berlin | 21:00..24:00 mon..fri Europe/Berlin
            00:00..24:00 | -                | UTC           | 00:00..24:00 UTC
            22:15..02:30 | fri..mon         | -             | 22:15..02:30 mon,fri..sun
            -            | mon,tue,wed,fri  | -             | mon..wed,fri
            -            | sun,sat          | -             | sat,sun
            08:00..09:00 | mon..sun         | -             | 08:00..09:00
            """)
    void hoursThatAreRight_areReadAndWritten(
            @Nullable String hours, @Nullable String days, @Nullable String zone, String written) {
        Findings findings = new Findings();

        OpenHours read = read(hours, days, zone, findings);

        assertThat(findings.problems()).isEmpty();
        assertThat(read).hasToString(written);
        assertThat(OpenHours.read(
                        word(HoursText.hours(read), "hours"),
                        word(HoursText.days(read), "days"),
                        word(zone, "zone"),
                        findings))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            9..17        | -        | -      | hours was '9..17' but must be two times of day, for example 21:00..23:00; 24:00 ends the day
            24:00..08:00 | -        | -      | hours was '24:00..08:00' but must be two times of day, for example 21:00..23:00; 24:00 ends the day
            21:60..23:00 | -        | -      | hours was '21:60..23:00' but must be two times of day, for example 21:00..23:00; 24:00 ends the day
            09:00..09:00 | -        | -      | hours was 09:00..09:00 but must not end when it begins; 00:00..24:00 is the whole day
            -            | mo..fr   | -      | days was 'mo..fr' but must be days of the week (mon, tue, wed, thu, fri, sat or sun), for example mon..fri or sat,sun
            -            | mon..    | -      | days was 'mon..' but must be days of the week (mon, tue, wed, thu, fri, sat or sun), for example mon..fri or sat,sun
            09:00..17:00 | -        | Europe/Berln | zone was 'Europe/Berln' but must be a time zone, for example Europe/Berlin or UTC; did you mean 'Europe/Berlin'?
            -            | -        | UTC    | zone was UTC without hours or days, but says by which clock they are read; give hours, or leave it out
            """)
    void hoursThatAreWrong_areRefused(
            @Nullable String hours, @Nullable String days, @Nullable String zone, String problem) {
        Findings findings = new Findings();

        assertThat(read(hours, days, zone, findings)).isNull();

        assertThat(findings.problems()).extracting(Problem::toString).containsExactly(problem);
    }

    @Test
    void valuesThatMakeNoSense_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenHours.daily(LocalTime.of(9, 0, 1), LocalTime.of(17, 0)))
                .withMessage("from was 09:00:01 but must be a whole minute, for example 21:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(9, 0)))
                .withMessage("to was 09:00 but must differ from from; 00:00 to 00:00 is all day");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OpenHours.daily(LocalTime.of(9, 0), LocalTime.of(17, 0)).on(Set.of()))
                .withMessage("days was empty but must name at least one day");
    }
}
