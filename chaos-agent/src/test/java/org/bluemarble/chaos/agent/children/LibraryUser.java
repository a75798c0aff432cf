package org.bluemarble.chaos.agent.children;

import java.util.Scanner;
import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;
import org.bluemarble.chaos.Latency;

/** An application that uses the library itself: names a point, and says whose classes it got. */
public final class LibraryUser {

    private static final InjectionPoint POINT = Chaos.point("child.point");

    private LibraryUser() {}

    public static void main(String[] arguments) {
        POINT.pass();
        System.out.println("ready " + loader(Chaos.class));
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            // A class that was not needed so far: it must come from the same loader as the others.
            System.out.println(in.nextLine() + " " + loader(Latency.class));
        }
    }

    private static String loader(Class<?> type) {
        return type.getClassLoader() == null
                ? "boot"
                : type.getClassLoader().getClass().getName();
    }
}
