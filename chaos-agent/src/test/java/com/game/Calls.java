package com.game;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the game server does when it is told to. */
final class Calls {

    private static final AuthService AUTH = new AuthService();

    private Calls() {}

    static Object call(String name, String argument) throws Exception {
        return switch (name) {
            case "save" -> Disk.save(argument.split(" ")[0], Path.of(argument.split(" ")[1]));
            case "get" -> get(argument.split(" "));
            case "clock" -> Auction.hoursOff(System.currentTimeMillis(), System.nanoTime(), LocalDate.now());
            case "delete" -> Files.deleteIfExists(Path.of(argument));
            case "resolve" -> InetAddress.getByName(argument).getHostAddress();
            case "dial" -> new InetSocketAddress(argument, 80).isUnresolved();
            case "login" -> AUTH.login("alice");
            case "login-bob" -> AUTH.login("bob");
            case "login-shard" -> AUTH.login("alice", 7);
            case "open" -> AuthService.isOpen("north");
            case "logins" -> AUTH.logins();
            case "depth" -> AUTH.depth(3);
            case "lambda" -> AUTH.lambda("alice");
            case "logout" -> {
                AUTH.logout();
                yield "gone";
            }
            case "bridge" -> generic(new Handler.Text(), "hi");
            case "default" -> new Handler.Text().describe();
            case "late" -> LateService.trade();
            case "plugin" -> fromPlugin();
            case "virtual" -> inVirtualThread();
            case "loop" -> Loop.login(AUTH);
            case "storm" -> Storm.begin();
            case "storm-calls" -> Storm.callAll();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Object get(String[] words) throws Exception {
        return Web.get(words[0], URI.create(words[1]), Integer.parseInt(words[2]));
    }

    private static <T> T generic(Handler<T> handler, T message) {
        return handler.handle(message);
    }

    /** The same class in a loader of its own. */
    private static Object fromPlugin() throws Exception {
        URL classes = AuthService.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader plugin =
                new URLClassLoader("plugin", new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = plugin.loadClass(AuthService.class.getName());
            Object service = type.getConstructor().newInstance();
            return type.getMethod("login", String.class).invoke(service, "plugin");
        } catch (java.lang.reflect.InvocationTargetException failed) {
            throw (Exception) failed.getCause();
        }
    }

    /** By reflection, since these classes run on a JDK without virtual threads, too. */
    private static Object inVirtualThread() throws Exception {
        Object[] result = new Object[1];
        Runnable work = () -> {
            try {
                result[0] = AUTH.login("virtual") + " "
                        + Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
            } catch (Exception failed) {
                result[0] = failed;
            }
        };
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        thread.join();
        if (result[0] instanceof Exception failed) {
            throw failed;
        }
        return result[0];
    }
}
