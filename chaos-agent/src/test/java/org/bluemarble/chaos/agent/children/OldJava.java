package org.bluemarble.chaos.agent.children;

import java.util.Scanner;

/** A JVM that passes for one of Java 11, from when it says that it is ready; answers what it reads on standard input. */
public final class OldJava {

    private OldJava() {}

    public static void main(String[] arguments) {
        System.setProperty("java.specification.version", "11");
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            System.out.println("heard " + in.nextLine());
        }
    }
}
