package org.bluemarble.chaos.jdbc.driver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/** The protocol of H2's TCP server: an operation's number and its operands; a status comes back. */
final class H2Protocol implements WireProtocol {
    private static final int COMMAND_EXECUTE_QUERY = 2;
    private static final int COMMAND_EXECUTE_UPDATE = 3;
    private static final int COMMAND_CLOSE = 4;
    private static final int RESULT_RESET = 6;
    private static final int RESULT_CLOSE = 7;
    private static final int COMMAND_COMMIT = 8;
    private static final int CHANGE_ID = 9;
    private static final int SESSION_SET_AUTOCOMMIT = 15;
    private static final int COMMAND_EXECUTE_BATCH_UPDATE = 20;
    private static final int STATUS_ERROR = 0;

    @Override
    public RequestScanner newScanner() {
        return new OperationScanner();
    }

    // The status tells all there is to know; what may follow it is never read.
    @Override
    public LostReply.Reply readReply(InputStream in) throws IOException {
        return new DataInputStream(in).readInt() == STATUS_ERROR ? LostReply.Reply.REFUSED : LostReply.Reply.DONE;
    }

    @Override
    public void writeCommit(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(COMMAND_COMMIT);
        data.flush();
    }

    @Override
    public KeptSession.Ending readCommitReply(InputStream in) throws IOException, SQLException {
        if (new DataInputStream(in).readInt() == STATUS_ERROR) {
            throw new SQLException("H2 refused to commit");
        }
        return KeptSession.Ending.COMMITTED;
    }

    /**
     * Reads the operations that a driver puts together before it waits for an answer: some short ones that expect none,
     * and then one that does. Only the first piece is looked at; a prepare goes in a piece of its own before.
     */
    private static final class OperationScanner implements RequestScanner {
        private boolean isEffect;

        @Override
        public void scan(byte[] bytes, int offset, int length) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
            while (!isEffect && piece.remaining() >= Integer.BYTES) {
                int operation = piece.getInt();
                int skip = operandsWithoutReply(operation);
                isEffect = isEffect(operation);
                if (skip < 0 || skip > piece.remaining()) {
                    return;
                }
                piece.position(piece.position() + skip);
            }
        }

        private static boolean isEffect(int operation) {
            return operation == COMMAND_EXECUTE_UPDATE
                    || operation == COMMAND_EXECUTE_QUERY
                    || operation == COMMAND_EXECUTE_BATCH_UPDATE
                    || operation == COMMAND_COMMIT
                    || operation == SESSION_SET_AUTOCOMMIT;
        }

        private static int operandsWithoutReply(int operation) {
            if (operation == COMMAND_CLOSE || operation == RESULT_RESET || operation == RESULT_CLOSE) {
                return Integer.BYTES;
            }
            return operation == CHANGE_ID ? 2 * Integer.BYTES : -1;
        }

        @Override
        public boolean sawEffect() {
            return isEffect;
        }
    }
}
