package org.bluemarble.chaos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.bluemarble.chaos.Chaos;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            x: jdbc.execute[verb=updte] latency 1ms       | column 22  verb was 'updte', which begins no statement; did you mean 'update'?
            x: jdbc.execute[verb="update t"] latency 1ms  | column 22  verb was 'update t' but must be one word, the first of a statement, for example update
            x: jdbc.commit[table=Trades] lost-ack         | column 22  table was 'Trades' but must be in lower case, as calls are compared, however they spell it; write trades
            x: jdbc.execute[position=0] latency 1ms       | column 26  position was 0 but must lie between 1 and 9223372036854775807
            x: jdbc.execute[batch-size=0] latency 1ms     | column 28  batch-size was 0 but must lie between 1 and 9223372036854775807
            x: jdbc.commit[driver=oracle] lost-ack        | column 23  driver was 'oracle' but must be postgresql, mariadb, mysql, h2 or unknown
            x: jdbc.commit[kind=xa] late-commit           | column 25  fault was late-commit but must be lost-request, lost-ack or latency at kind=xa; a prepared branch can be committed from any session, so there is no session to keep
            x: jdbc.rollback[driver=h2] abort             | column 29  fault was abort but must be another fault at driver=h2, which ignores Connection.abort; use lost-request
            x: jdbc.commit[driver=h2] exception disk-full | column 27  fault was exception but must raise another error at driver=h2, which knows no disk-full; write one of serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only, admin-shutdown, connection-lost
            x: jdbc.connect[driver=h2] exception too-many-connections | column 28  fault was exception but must raise another error at driver=h2, which knows no too-many-connections; write one of admin-shutdown, connection-lost
            x: jdbc.connect[driver=unknown] exception connection-lost | column 33  fault was exception but must be latency at driver=unknown; it needs the inside of a driver that is known
            x: jdbc.commit[driver=unknown] exception disk-full | column 32  fault was exception but must raise another error at driver=unknown, which knows no disk-full; write one of serialization-failure, deadlock, lock-timeout, query-cancelled, duplicate-key, foreign-key-violation, not-null-violation, check-violation, read-only
            x: jdbc.commit[kind=implicit,driver=postgresql] late-commit | column 49  fault was late-commit but must be at another kind at driver=postgresql, which commits nothing implicitly; leave kind=implicit out
            x: jdbc.execute[driver=unknown] lost-ack      | column 33  fault was lost-ack but must be latency, exception or abort at driver=unknown; it needs the inside of a driver that is known
            """)
    void ruleThatCouldNeverAct_isRefused(String line, String problem) {
        assertThat(chaos.check(line)).singleElement().hasToString(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: jdbc.commit late-commit",
                "x: jdbc.commit[kind=xa|explicit] late-commit",
                "x: jdbc.commit[kind!=xa] late-commit",
                "x: jdbc.commit[kind=xa] lost-ack",
                "x: jdbc.commit[driver~h*] abort",
                "x: jdbc.commit[driver=unknown] abort",
                "x: jdbc.commit[driver=h2|mariadb] abort",
                "x: jdbc.commit[driver=h2|mariadb] exception disk-full",
                "x: jdbc.commit[driver=mysql] exception disk-full",
                "x: jdbc.connect[driver=mysql] exception too-many-connections",
                "x: jdbc.commit[kind=implicit] late-commit",
                "x: jdbc.commit[kind=implicit,driver=mariadb] late-commit",
                "x: jdbc.execute[verb=pragma] latency 1ms",
                "x: jdbc.execute[verb~upd*] latency 1ms",
                "x: jdbc.execute[verb=\"select into\"] latency 1ms"
            })
    void ruleThatActsOnSomeCalls_isNotRefused(String line) {
        assertThat(chaos.check(line)).isEmpty();
    }
}
