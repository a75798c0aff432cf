package org.bluemarble.chaos.jdbc.driver;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** PostgreSQL's protocol 3: messages of a type, a length and a body; each request is answered by a "ready" at last. */
final class PostgresProtocol implements WireProtocol {
    private static final byte[] COMMIT = {'Q', 0, 0, 0, 11, 'C', 'O', 'M', 'M', 'I', 'T', 0};

    /** Whatever is sent has an effect, or is followed by what has in the same piece. */
    @Override
    public RequestScanner newScanner() {
        return new RequestScanner() {
            private boolean isAnythingSent;

            @Override
            public void scan(byte[] bytes, int offset, int length) {
                isAnythingSent |= length > 0;
            }

            @Override
            public boolean sawEffect() {
                return isAnythingSent;
            }
        };
    }

    @Override
    public LostReply.Reply readReply(InputStream in) throws IOException {
        Answer answer = Answer.read(in);
        return answer.error.isEmpty() && !answer.tag.equals("ROLLBACK")
                ? LostReply.Reply.DONE
                : LostReply.Reply.REFUSED;
    }

    @Override
    public void writeCommit(OutputStream out) throws IOException {
        out.write(COMMIT);
        out.flush();
    }

    @Override
    public KeptSession.Ending readCommitReply(InputStream in) throws IOException, SQLException {
        Answer answer = Answer.read(in);
        if (!answer.error.isEmpty()) {
            throw new SQLException(answer.error, answer.state);
        }
        // A transaction in which a statement failed answers a COMMIT with ROLLBACK, and without an error.
        return answer.tag.equals("COMMIT") ? KeptSession.Ending.COMMITTED : KeptSession.Ending.ROLLED_BACK;
    }

    /** What stood in the messages up to the next "ready for query". */
    private static final class Answer {
        private String tag = "";
        private String error = "";
        private String state = "";

        static Answer read(InputStream stream) throws IOException {
            DataInputStream in = new DataInputStream(stream);
            Answer answer = new Answer();
            while (true) {
                char type = (char) in.readUnsignedByte();
                byte[] body = in.readNBytes(in.readInt() - 4);
                switch (type) {
                    case 'Z' -> {
                        return answer;
                    }
                    case 'C' -> answer.tag = new String(body, 0, Math.max(0, body.length - 1), StandardCharsets.UTF_8);
                    case 'E' -> answer.readError(body);
                    default -> {
                        // notices, parameters, rows: nobody will see them
                    }
                }
            }
        }

        private void readError(byte[] body) {
            for (String field : new String(body, StandardCharsets.UTF_8).split("\0", -1)) {
                if (field.startsWith("C")) {
                    state = field.substring(1);
                } else if (field.startsWith("M")) {
                    error = field.substring(1);
                }
            }
        }
    }
}
