package org.bluemarble.chaos.jdbc;

import java.util.Set;
import java.util.stream.Stream;
import javax.sql.ConnectionPoolDataSource;
import org.bluemarble.chaos.jdbc.driver.DriverKind;
import org.bluemarble.chaos.jdbc.driver.TestDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.provider.Arguments;

class H2EmbeddedFaultTest extends H2RefusalContract {

    @Override
    TestDatabase startDatabase() {
        return TestDatabase.h2Embedded();
    }

    @Override
    JdbcDataSource driverDataSource() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database().url());
        return source;
    }

    @Override
    ConnectionPoolDataSource poolsDataSource() {
        return driverDataSource();
    }

    /** Besides, there is no wire. */
    @Override
    Stream<Arguments> refusals() {
        String early = "mode was 'early' but must be 'after-reply' on an embedded H2";
        return Stream.concat(
                super.refusals(),
                Stream.of(
                        Arguments.of("jdbc.execute lost-ack mode=early", early),
                        Arguments.of("jdbc.commit lost-ack mode=early", early),
                        Arguments.of("jdbc.rollback lost-ack mode=early", early),
                        Arguments.of(
                                "jdbc.commit lost-ack caller=timeout",
                                "caller was 'timeout' but must be 'failure' or 'hang' on an embedded H2"),
                        Arguments.of(
                                "jdbc.commit crash at=flushed phase=during",
                                "at was 'flushed' but must be 'random' on an embedded H2")));
    }

    @Override
    DatabaseFacts facts() {
        return new DatabaseFacts(
                DriverKind.H2,
                Set.of("90121", "90007"),
                H2TcpFaultTest.errors("90121"),
                H2TcpFaultTest.STATEMENT_ERRORS,
                false,
                true,
                true,
                false,
                false,
                false);
    }
}
