package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * The socket a driver is given in place of its own. Everything goes through to the real one until the {@link Break}
 * says otherwise.
 *
 * <p>Overrides all that drivers call, since the {@code Socket} it extends is never connected.
 */
final class DivertedSocket extends Socket {
    private final Wire real;
    private final Break fault;
    private volatile boolean isClosed;

    DivertedSocket(Wire real, Break fault) {
        this.real = real;
        this.fault = fault;
    }

    Break fault() {
        return fault;
    }

    @Override
    public InputStream getInputStream() {
        return new Input();
    }

    @Override
    public OutputStream getOutputStream() {
        return new Output();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // guarded by the break
    public void close() {
        isClosed = true;
        fault.close();
    }

    @Override
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public void shutdownInput() {
        // The other end of a broken connection never hears of it.
    }

    @Override
    public void shutdownOutput() {
        // As above.
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // guarded by the break
    public int getSoTimeout() {
        return fault.timeoutMillis();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // guarded by the break
    public void setSoTimeout(int millis) throws java.net.SocketException {
        fault.setTimeoutMillis(millis);
        if (!real.socket().isClosed()) {
            real.socket().setSoTimeout(millis);
        }
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // The real socket keeps its options.
    }

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {
        // The real socket keeps its options.
    }

    @Override
    public boolean getKeepAlive() {
        return false;
    }

    @Override
    public int getSendBufferSize() {
        return 8192;
    }

    @Override
    public int getReceiveBufferSize() {
        return 8192;
    }

    @Override
    public InetAddress getInetAddress() {
        return real.socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return real.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return real.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return real.socket().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return real.socket().getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return real.socket().getLocalSocketAddress();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            fault.beforeRead();
            return real.in().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            fault.beforeRead();
            return real.in().read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return fault.passes() ? real.in().available() : 0;
        }

        @Override
        public void close() {
            DivertedSocket.this.close();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (fault.beforeWrite(bytes, offset, length)) {
                real.out().write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (fault.passes()) {
                real.out().flush();
            }
        }

        @Override
        public void close() {
            DivertedSocket.this.close();
        }
    }
}
