package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * What a driver talks to its server through: the socket, and the driver's own streams on it. The streams are taken
 * rather than the socket's, because encryption, compression and bytes read ahead are inside them.
 */
record Wire(Socket socket, InputStream in, OutputStream out) {

    /** Ends the server's session: it sees the end of the stream and rolls back. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed in order is as dead as one that can.
            return;
        }
    }
}
