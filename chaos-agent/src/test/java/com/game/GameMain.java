package com.game;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.Scanner;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.bluemarble.chaos.agent.children.LoadedClass;

/**
 * A game server that does what it reads on standard input, a number and a command in each line, and answers with the number
 * and what came of it: {@code 1 call login}, {@code 2 jmx arm RULE}, {@code 3 bytes com.game.AuthService}.
 */
public final class GameMain {

    private static volatile Instrumentation instrumentation;

    private GameMain() {}

    /** May be attached to itself: the agent that came last sees what all the others made of a class. */
    public static void agentmain(String options, Instrumentation given) {
        instrumentation = given;
    }

    public static void main(String[] arguments) {
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String[] words = in.nextLine().split(" ", 4);
            String answer = words[0] + " " + answer(words);
            System.out.println(answer.replaceAll("\\R", " / "));
        }
    }

    private static String answer(String[] words) {
        long start = System.nanoTime();
        try {
            return switch (words[1]) {
                case "call" ->
                    Calls.call(words[2], words.length > 3 ? words[3] : null) + " after "
                            + (System.nanoTime() - start) / 1_000_000 + " ms";
                case "jmx" -> String.valueOf(jmx(words[2], words.length > 3 ? words[3] : null));
                case "bytes" ->
                    Base64.getEncoder().encodeToString(LoadedClass.bytes(instrumentation, Class.forName(words[2])));
                default -> throw new IllegalArgumentException(words[1]);
            };
        } catch (MBeanException | RuntimeMBeanException refused) {
            return "refused " + refused.getCause().getMessage();
        } catch (Throwable failure) {
            return "threw " + failure + " marked " + Arrays.toString(failure.getSuppressed());
        }
    }

    private static Object jmx(String operation, String argument) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName chaos = new ObjectName("org.bluemarble.chaos:type=Chaos");
        if (argument == null) {
            return Character.isUpperCase(operation.charAt(0))
                    ? server.getAttribute(chaos, operation)
                    : server.invoke(chaos, operation, null, null);
        }
        return server.invoke(chaos, operation, new Object[] {argument}, new String[] {String.class.getName()});
    }
}
