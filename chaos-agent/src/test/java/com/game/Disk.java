package com.game;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Writes ten characters to a file in each of the ways there are, and tells how many have arrived. */
final class Disk {

    private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private Disk() {}

    static Object save(String way, Path folder) throws IOException {
        Path file = folder.resolve(way + ".sav");
        String failure = "";
        try {
            write(way, file);
        } catch (IOException | UncheckedIOException failed) {
            failure = " " + failed;
        }
        return Files.size(file) + " bytes" + failure;
    }

    private static AsynchronousFileChannel open(Path file) throws IOException {
        return AsynchronousFileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A handler is told on a thread of the JDK's own, with what the caller attached. */
    private static void handled(AsynchronousFileChannel out) throws IOException {
        CompletableFuture<Integer> told = new CompletableFuture<>();
        out.write(ByteBuffer.wrap(TEN), 0, "attached", new CompletionHandler<>() {
            @Override
            public void completed(Integer written, String attached) {
                told.complete(attached.equals("attached") && onOwnThread() ? written : -1);
            }

            @Override
            public void failed(Throwable failure, String attached) {
                told.completeExceptionally(
                        attached.equals("attached") && onOwnThread() ? failure : new IllegalStateException(failure));
            }
        });
        try {
            if (told.get() != 10) {
                throw new IllegalStateException("told " + told.get());
            }
        } catch (ExecutionException failed) {
            throw (IOException) failed.getCause();
        } catch (InterruptedException unexpected) {
            throw new IOException(unexpected);
        }
    }

    private static boolean onOwnThread() {
        String name = Thread.currentThread().getName();
        return !name.isEmpty() && !name.equals("main") && !name.startsWith("chaos-");
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
            case "future" -> {
                try (AsynchronousFileChannel out = open(file)) {
                    out.write(ByteBuffer.wrap(TEN), 0).get();
                } catch (ExecutionException failed) {
                    throw (IOException) failed.getCause();
                } catch (InterruptedException unexpected) {
                    throw new IOException(unexpected);
                }
            }
            case "handler" -> {
                try (AsynchronousFileChannel out = open(file)) {
                    handled(out);
                }
            }
            case "mapped" -> {
                try (FileChannel out = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    MappedByteBuffer memory = out.map(FileChannel.MapMode.READ_WRITE, 0, 10);
                    memory.put(TEN);
                    memory.force();
                }
            }
            case "forced" -> {
                try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    out.write(ByteBuffer.wrap(TEN));
                    out.force(true);
                }
            }
            case "files" -> Files.write(file, TEN);
            default -> throw new IllegalArgumentException(way);
        }
    }
}
