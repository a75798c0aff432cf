package org.bluemarble.chaos.servers;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Just enough of PostgreSQL's wire protocol 3.0 to ask a server of ours a question. Not JDBC: a driver of this JVM may
 * be the very thing that is being disturbed, and the choice of its version is the user's.
 */
final class PostgresWire implements AutoCloseable {
    private static final int PROTOCOL = 3 << 16;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private PostgresWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    static PostgresWire connect(int port, String user, String database) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(LoopbackPort.address(port), TIMEOUT_MILLIS);
            PostgresWire wire = new PostgresWire(socket);
            wire.startUp(user, database);
            return wire;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void startUp(String user, String database) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String word : List.of("user", user, "database", database, "")) {
            body.write(word.getBytes(StandardCharsets.UTF_8));
            body.write(0);
        }
        out.writeInt(8 + body.size());
        out.writeInt(PROTOCOL);
        body.writeTo(out);
        out.flush();
        readUntilReady();
    }

    /** {@return the columns of the first row, or an empty list if there is none} */
    List<String> query(String sql) throws IOException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        out.writeByte('Q');
        out.writeInt(4 + text.length + 1);
        out.write(text);
        out.writeByte(0);
        out.flush();
        return readUntilReady();
    }

    private List<String> readUntilReady() throws IOException {
        List<String> firstRow = List.of();
        String problem = "";
        while (true) {
            char type = (char) in.readByte();
            byte[] body = in.readNBytes(in.readInt() - 4);
            switch (type) {
                case 'Z' -> {
                    if (!problem.isEmpty()) {
                        throw new IOException(problem);
                    }
                    return firstRow;
                }
                case 'D' -> firstRow = firstRow.isEmpty() ? columns(body) : firstRow;
                case 'E' -> problem = error(body);
                default -> {
                    // notices, parameters and tags: nobody asked for them
                }
            }
            if (type == 'E' && problem.startsWith("FATAL")) {
                throw new IOException(problem); // no "ready" follows: the server ends the connection
            }
        }
    }

    private static List<String> columns(byte[] body) throws IOException {
        DataInputStream row = new DataInputStream(new ByteArrayInputStream(body));
        List<String> columns = new ArrayList<>();
        for (int left = row.readUnsignedShort(); left > 0; left--) {
            int length = row.readInt();
            columns.add(length < 0 ? "" : new String(row.readNBytes(length), StandardCharsets.UTF_8));
        }
        return columns;
    }

    // "S" severity, "C" state and "M" message, each ended by a zero byte.
    private static String error(byte[] body) {
        StringBuilder text = new StringBuilder();
        for (String field : new String(body, StandardCharsets.UTF_8).split("\0", -1)) {
            if (field.startsWith("S") || field.startsWith("C") || field.startsWith("M")) {
                text.append(text.length() == 0 ? "" : " ").append(field, 1, field.length());
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
