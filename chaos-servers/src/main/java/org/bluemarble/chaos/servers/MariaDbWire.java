package org.bluemarble.chaos.servers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Just enough of the MySQL protocol to ask a MariaDB of ours a question; see {@link PostgresWire} for why not JDBC. */
final class MariaDbWire implements AutoCloseable {
    private static final int PROTOCOL_41 = 0x200;
    private static final int SECURE_CONNECTION = 0x8000;
    private static final int PLUGIN_AUTH = 0x80000;
    private static final int MAX_PACKET = 1 << 24;
    private static final byte UTF8MB4 = 45;
    private static final int COM_QUERY = 3;
    private static final int OK = 0x00;
    private static final int NULL = 0xFB;
    private static final int EOF = 0xFE;
    private static final int ERROR = 0xFF;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int sequence;

    private MariaDbWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects as a user without a password. */
    static MariaDbWire connect(int port, String user) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(LoopbackPort.address(port), TIMEOUT_MILLIS);
            MariaDbWire wire = new MariaDbWire(socket);
            wire.logIn(user);
            return wire;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void logIn(String user) throws IOException {
        refuseError(readPacket()); // the greeting; its challenge is of no use without a password
        ByteBuffer answer = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        answer.putInt(PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH)
                .putInt(MAX_PACKET)
                .put(UTF8MB4);
        answer.put(new byte[23]);
        answer.put(user.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        answer.put((byte) 0); // the length of the answer to the challenge
        answer.put("mysql_native_password".getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        writePacket(answer.array(), answer.position());
        refuseError(readPacket());
    }

    /** {@return the columns of the first row, or an empty list if there is none} */
    List<String> query(String sql) throws IOException {
        sequence = 0;
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(COM_QUERY);
        request.write(sql.getBytes(StandardCharsets.UTF_8));
        writePacket(request.toByteArray(), request.size());
        byte[] first = refuseError(readPacket());
        if (first[0] == OK) {
            return List.of();
        }
        int columns = first[0];
        for (int i = 0; i < columns; i++) {
            readPacket();
        }
        requireEof(readPacket());
        List<String> firstRow = List.of();
        byte[] row = refuseError(readPacket());
        while (!isEof(row)) {
            firstRow = firstRow.isEmpty() ? columns(row) : firstRow;
            row = refuseError(readPacket());
        }
        return firstRow;
    }

    // Lengths above 250 take more bytes; nothing we ask for is that long.
    private static List<String> columns(byte[] row) throws IOException {
        List<String> columns = new ArrayList<>();
        int at = 0;
        while (at < row.length) {
            int length = row[at++] & 0xFF;
            if (length > NULL) {
                throw new IOException("a value longer than 250 bytes was not expected");
            }
            columns.add(length == NULL ? "" : new String(row, at, length, StandardCharsets.UTF_8));
            at += length == NULL ? 0 : length;
        }
        return columns;
    }

    private static boolean isEof(byte[] packet) {
        return (packet[0] & 0xFF) == EOF && packet.length < 9;
    }

    private static void requireEof(byte[] packet) throws IOException {
        if (!isEof(packet)) {
            throw new IOException("the server's answer does not follow the protocol");
        }
    }

    private static byte[] refuseError(byte[] packet) throws IOException {
        if ((packet[0] & 0xFF) != ERROR) {
            return packet;
        }
        int code = (packet[1] & 0xFF) | (packet[2] & 0xFF) << 8;
        String text = new String(packet, 3, packet.length - 3, StandardCharsets.UTF_8);
        throw new IOException(code + " " + text);
    }

    private byte[] readPacket() throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new IOException("the server closed the connection");
        }
        int length = (header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16;
        sequence = header[3] + 1;
        byte[] body = in.readNBytes(length);
        if (body.length < Math.max(length, 1)) {
            throw new IOException("the server closed the connection");
        }
        return body;
    }

    private void writePacket(byte[] body, int length) throws IOException {
        byte[] packet = new byte[4 + length];
        packet[0] = (byte) length;
        packet[1] = (byte) (length >> 8);
        packet[2] = (byte) (length >> 16);
        packet[3] = (byte) sequence;
        System.arraycopy(body, 0, packet, 4, length);
        out.write(packet);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
