package com.game;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes ten characters to a file in each of the ways there are, and tells how many have arrived. */
final class Disk {

    private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private Disk() {}

    static Object save(String way, Path folder) throws IOException {
        Path file = folder.resolve(way + ".sav");
        String failure = "";
        try {
            write(way, file);
        } catch (IOException failed) {
            failure = " " + failed;
        }
        return Files.size(file) + " bytes" + failure;
    }

    private static void write(String way, Path file) throws IOException {
        switch (way) {
            case "stream" -> {
                try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                    out.write(TEN, 0, 10);
                }
            }
            case "array" -> {
                try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                    out.write(TEN);
                }
            }
            case "random" -> {
                try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                    out.write(TEN);
                }
            }
            case "channel" -> {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(TEN));
                }
            }
            case "position" -> {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(TEN), 0);
                }
            }
            case "gather" -> {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    out.write(new ByteBuffer[] {ByteBuffer.wrap(TEN, 0, 4), ByteBuffer.wrap(TEN, 4, 6)});
                }
            }
            case "files" -> Files.write(file, TEN);
            default -> throw new IllegalArgumentException(way);
        }
    }
}
