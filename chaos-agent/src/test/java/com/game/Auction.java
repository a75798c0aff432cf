package com.game;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;

/** Reads clocks in every way there is, and tells by how many hours each is off from what another class reads. */
final class Auction {

    private static final long HOUR = 3_600_000;

    private Auction() {}

    static String hoursOff(long realMillis, long realNanos, LocalDate today) {
        ZoneId zone = ZoneId.systemDefault();
        long[] read = {
            System.currentTimeMillis(),
            Instant.now().toEpochMilli(),
            new Date().getTime(),
            LocalDateTime.now().atZone(zone).toInstant().toEpochMilli(),
            ZonedDateTime.now(zone).toInstant().toEpochMilli(),
            OffsetDateTime.now().toInstant().toEpochMilli(),
            Clock.systemUTC().millis(),
            // Midnight may have passed meanwhile.
            LocalDate.now().isAfter(today.plusDays(1)) ? realMillis + 48 * HOUR : realMillis
        };
        StringBuilder text = new StringBuilder();
        for (long one : read) {
            text.append(Math.round((one - realMillis) / (double) HOUR)).append(' ');
        }
        return text + "nano " + Math.round((System.nanoTime() - realNanos) / (HOUR * 1e6));
    }
}
