package org.bluemarble.sample.game.economy;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Real connections, one of whose commits goes wrong. Commits are counted over all connections from {@link #arm} on. */
final class FaultyDataSource implements DataSource {
    private final DataSource real;
    private final AtomicInteger commits = new AtomicInteger();
    private volatile CommitFault fault = CommitFault.NONE;
    private volatile int nth;

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    /** Disturbs the {@code number}-th commit from now, counted from 1. */
    void arm(CommitFault newFault, int number) {
        commits.set(0);
        nth = number;
        fault = newFault;
    }

    /** {@return whether the armed fault has happened} */
    boolean hasFired() {
        return commits.get() >= nth;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Call call = new Call(real.getConnection());
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> call.invoke(method, args));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return real.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        real.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        real.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return real.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return real.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return real.isWrapperFor(type);
    }

    /** One borrowed connection. */
    private final class Call {
        private final Connection connection;
        private boolean isKept;

        Call(Connection connection) {
            this.connection = connection;
        }

        Object invoke(Method method, Object[] args) throws Throwable {
            if (method.getName().equals("commit")) {
                CommitFault now = commits.incrementAndGet() == nth ? fault : CommitFault.NONE;
                isKept = now.keepsConnection();
                now.commit(connection);
                return null;
            }
            if (isKept) {
                // The kept session is beyond the caller's reach: neither rollback nor close gets to it.
                return null;
            }
            try {
                return method.invoke(connection, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
