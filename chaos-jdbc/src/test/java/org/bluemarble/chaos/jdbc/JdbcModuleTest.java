package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that could never act are refused when they are armed, not at the first call. */
class JdbcModuleTest {

    private final Chaos chaos = Chaos.create("module");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x: jdbc.commit exception too-many-connections | column 26  exception was 'too-many-connections' but must be serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only, disk-full, admin-shutdown or connection-lost
            x: jdbc.commit exception 40P01                | column 26  exception was '40P01' but must be serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only, disk-full, admin-shutdown or connection-lost; for 40P01 write deadlock
            x: jdbc.commit exception 40001                | column 26  exception was '40001' but must be serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only, disk-full, admin-shutdown or connection-lost; for 40001 write deadlock or serialization-failure
            x: jdbc.execute exception 23514               | column 27  exception was '23514' but must be serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only, disk-full, admin-shutdown or connection-lost; for 23514 write check-violation
            x: jdbc.connect exception 1040                | column 27  exception was '1040' but must be admin-shutdown, connection-lost or too-many-connections; for 1040 write too-many-connections
            x: jdbc.connect exception deadlock            | column 27  exception was 'deadlock' but must be admin-shutdown, connection-lost or too-many-connections
            x: jdbc.execute[verb=UPDATE] latency 1ms      | column 22  verb was 'UPDATE' but must be in lower case, as calls are compared, however they spell it; write update
            x: jdbc.commit[table=Trades] lost-ack         | column 22  table was 'Trades' but must be in lower case, as calls are compared, however they spell it; write trades
            x: jdbc.execute[position=0] latency 1ms       | column 26  position was 0 but must lie between 1 and 9223372036854775807
            """)
    void ruleThatCouldNeverAct_isRefused(String line, String problem) {
        assertThat(chaos.check(line)).singleElement().hasToString(problem);
    }
}
