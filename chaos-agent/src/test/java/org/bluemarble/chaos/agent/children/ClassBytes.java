package org.bluemarble.chaos.agent.children;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Base64;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbc.JdbcConnection;

/** An application that is an agent as well, and prints a loaded class's bytes when told to. */
public final class ClassBytes {

    private static volatile Instrumentation instrumentation;

    private ClassBytes() {}

    /** May be attached again: the agent that came last sees what all the others made of a class. */
    public static void agentmain(String options, Instrumentation given) {
        instrumentation = given;
    }

    public static void main(String[] arguments) throws Exception {
        Class<?> type = Class.forName(JdbcConnection.class.getName());
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            System.out.println(in.nextLine() + " " + Base64.getEncoder().encodeToString(bytes(type)));
        }
    }

    /** The class as it is now: what the last transformer is given. */
    private static byte[] bytes(Class<?> type) throws Exception {
        AtomicReference<byte[]> found = new AtomicReference<>();
        ClassFileTransformer reader = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
                if (redefined == type) {
                    found.set(bytes);
                }
                return null;
            }
        };
        instrumentation.addTransformer(reader, true);
        try {
            instrumentation.retransformClasses(type);
        } finally {
            instrumentation.removeTransformer(reader);
        }
        return found.get();
    }
}
