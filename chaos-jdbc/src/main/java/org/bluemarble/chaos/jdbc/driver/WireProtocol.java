package org.bluemarble.chaos.jdbc.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;

/** The little of a database's protocol that is needed to know when a request has left and its reply has come. */
interface WireProtocol {

    /** {@return a scanner of the bytes that a driver sends from now on, which begin with a whole request} */
    RequestScanner newScanner();

    /** Reads one whole reply. */
    LostReply.Reply readReply(InputStream in) throws IOException;

    /** Sends a request to commit. */
    void writeCommit(OutputStream out) throws IOException;

    /**
     * Reads the reply to {@link #writeCommit}.
     *
     * @throws SQLException with the server's words if it refused
     */
    KeptSession.Ending readCommitReply(InputStream in) throws IOException, SQLException;

    /** Watches outgoing bytes for a request that can have an effect on data. */
    interface RequestScanner {
        void scan(byte[] bytes, int offset, int length);

        boolean sawEffect();
    }
}
