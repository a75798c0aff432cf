package org.bluemarble.chaos.jdbc;

import java.util.List;
import java.util.Objects;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.FaultCatalogue;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.spi.DirectCallers;

/**
 * Puts an engine's rules around a data source, in code: for tests, and for servers that run without the agent. Under the
 * agent it does no harm: one call passes each point once, whichever of the two sees it first.
 *
 * <p>Wrap the pool (its calls pass {@code pool.acquire} as well) or the driver's data source below the pool (its calls pass
 * {@code jdbc.connect}). Wrapped connections and statements can be unwrapped as JDBC says, and can be cast to the
 * interfaces of what they wrap.
 */
public final class ChaosDataSource {

    private ChaosDataSource() {}

    /**
     * Wraps a data source.
     *
     * @param dataSource a pool, or a driver's own data source
     * @param chaos the engine whose rules touch the calls; the global engine's rules touch them as well
     * @return a thread-safe data source, if {@code dataSource} is one; closing it closes what it wraps
     */
    public static DataSource wrap(DataSource dataSource, Chaos chaos) {
        return wrapped(dataSource, DataSource.class, chaos);
    }

    /**
     * Wraps a data source for distributed transactions. Commits of its branches pass {@code jdbc.commit[kind=xa]}.
     *
     * @param dataSource a driver's XA data source
     * @param chaos the engine whose rules touch the calls; the global engine's rules touch them as well
     */
    public static XADataSource wrap(XADataSource dataSource, Chaos chaos) {
        return wrapped(dataSource, XADataSource.class, chaos);
    }

    /**
     * Wraps a data source that a pool takes its connections from.
     *
     * @param dataSource a driver's data source for pools
     * @param chaos the engine whose rules touch the calls; the global engine's rules touch them as well
     */
    public static ConnectionPoolDataSource wrap(ConnectionPoolDataSource dataSource, Chaos chaos) {
        return wrapped(dataSource, ConnectionPoolDataSource.class, chaos);
    }

    private static <T extends CommonDataSource> T wrapped(T dataSource, Class<T> type, Chaos chaos) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(chaos, "chaos");
        FaultCatalogue.process().add(JdbcModule.INSTANCE);
        WrappedDataSource<T> wrapped = new WrappedDataSource<>(dataSource, type, new JdbcInterception(chaos));
        noteCallsOf(wrapped.isPool() ? JdbcPoints.ACQUIRE : JdbcPoints.CONNECT);
        return wrapped.proxy();
    }

    /** Calls of what was wrapped pass this point and those of connections, whether or not there is an agent. */
    private static void noteCallsOf(InjectionPoint entry) {
        List.of(entry, JdbcPoints.EXECUTE, JdbcPoints.COMMIT, JdbcPoints.ROLLBACK)
                .forEach(point -> DirectCallers.add(point.name(), "objects wrapped by ChaosDataSource"));
    }
}
