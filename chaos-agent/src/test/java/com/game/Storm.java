package com.game;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Defines {@link Handler.Text} again and again on several threads, each time in a loader of its own that takes its time. */
final class Storm {

    private static final int THREADS = 3;
    /** A pattern may mean 256 loaded classes. */
    private static final int CLASSES_OF_A_THREAD = 80;

    private static final List<Object> HANDLERS = new CopyOnWriteArrayList<>();

    private Storm() {}

    static String begin() {
        URL classes = Handler.class.getProtectionDomain().getCodeSource().getLocation();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> define(classes), "storm-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return "begun";
    }

    private static void define(URL classes) {
        for (int i = 0; i < CLASSES_OF_A_THREAD; i++) {
            try (Slow loader = new Slow(classes)) {
                HANDLERS.add(loader.loadClass(Handler.Text.class.getName())
                        .getDeclaredConstructor()
                        .newInstance());
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** Calls all that were defined so far. */
    static String callAll() throws Exception {
        int undisturbed = 0;
        Object[] all = HANDLERS.toArray();
        for (Object handler : all) {
            try {
                handler.getClass().getMethod("handle", String.class).invoke(handler, "storm");
                undisturbed++;
            } catch (InvocationTargetException disturbed) {
                continue;
            }
        }
        return all.length + " handlers, " + undisturbed + " undisturbed";
    }

    /** The JVM has asked its agents about the class by the time it wants the interface. */
    private static final class Slow extends URLClassLoader {

        Slow(URL classes) {
            super(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals(Handler.class.getName())) {
                try {
                    Thread.sleep(25);
                } catch (InterruptedException unexpected) {
                    throw new ClassNotFoundException(name, unexpected);
                }
            }
            return super.findClass(name);
        }
    }
}
