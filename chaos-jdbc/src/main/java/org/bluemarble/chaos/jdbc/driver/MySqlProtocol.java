package org.bluemarble.chaos.jdbc.driver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** The protocol of MySQL and MariaDB: packets of a three-byte length, a number and a body. */
final class MySqlProtocol implements WireProtocol {
    private static final int HEADER = 4;
    private static final int COM_QUERY = 0x03;
    private static final int COM_STMT_EXECUTE = 0x17;
    private static final int COM_STMT_BULK_EXECUTE = 0xFA;
    private static final int ERROR = 0xFF;

    private final boolean hasQueryAttributes;

    /** @param hasQueryAttributes whether a query is preceded by its number of attributes, as newer MySQL does it */
    MySqlProtocol(boolean hasQueryAttributes) {
        this.hasQueryAttributes = hasQueryAttributes;
    }

    @Override
    public RequestScanner newScanner() {
        return new PacketScanner();
    }

    /** A commit is answered by a single packet. */
    @Override
    public LostReply.Reply readReply(InputStream in) throws IOException {
        return (readPacket(in)[0] & 0xFF) == ERROR ? LostReply.Reply.REFUSED : LostReply.Reply.DONE;
    }

    @Override
    public void writeCommit(OutputStream out) throws IOException {
        byte[] query = (hasQueryAttributes ? "\3\0\1COMMIT" : "\3COMMIT").getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[HEADER + query.length];
        packet[0] = (byte) query.length;
        System.arraycopy(query, 0, packet, HEADER, query.length);
        out.write(packet);
        out.flush();
    }

    @Override
    public KeptSession.Ending readCommitReply(InputStream in) throws IOException, SQLException {
        byte[] packet = readPacket(in);
        if ((packet[0] & 0xFF) != ERROR) {
            return KeptSession.Ending.COMMITTED;
        }
        int code = (packet[1] & 0xFF) | (packet[2] & 0xFF) << 8;
        String text = new String(packet, 3, packet.length - 3, StandardCharsets.UTF_8);
        boolean hasState = text.startsWith("#") && text.length() >= 6;
        throw new SQLException(hasState ? text.substring(6) : text, hasState ? text.substring(1, 6) : "HY000", code);
    }

    private static byte[] readPacket(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            throw new EOFException("the server closed the connection");
        }
        int length = (header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16;
        byte[] body = in.readNBytes(length);
        if (body.length < Math.max(1, length)) {
            throw new EOFException("the server closed the connection");
        }
        return body;
    }

    /** Finds the command byte of each packet, however the packets are cut into pieces. */
    private static final class PacketScanner implements RequestScanner {
        private int headerSeen;
        private int length;
        private int bodyLeft;
        private boolean isCommandNext;
        private boolean isEffect;

        @Override
        public void scan(byte[] bytes, int offset, int count) {
            int at = offset;
            int end = offset + count;
            while (at < end) {
                if (bodyLeft > 0) {
                    int taken = Math.min(bodyLeft, end - at);
                    command(bytes[at] & 0xFF);
                    bodyLeft -= taken;
                    at += taken;
                } else {
                    header(bytes[at++] & 0xFF);
                }
            }
        }

        private void header(int value) {
            if (headerSeen < 3) {
                length |= value << (8 * headerSeen++);
                return;
            }
            bodyLeft = length;
            isCommandNext = true;
            headerSeen = 0;
            length = 0;
        }

        private void command(int command) {
            if (isCommandNext) {
                isEffect |= command == COM_QUERY || command == COM_STMT_EXECUTE || command == COM_STMT_BULK_EXECUTE;
                isCommandNext = false;
            }
        }

        @Override
        public boolean sawEffect() {
            return isEffect;
        }
    }
}
