package org.bluemarble.chaos.agent.children;

import java.lang.instrument.Instrumentation;
import java.util.Base64;
import java.util.Scanner;
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
            System.out.println(
                    in.nextLine() + " " + Base64.getEncoder().encodeToString(LoadedClass.bytes(instrumentation, type)));
        }
    }
}
