package com.game;

import java.util.function.Supplier;

/** Methods of every kind that a rule may choose. */
public class AuthService {

    private int logins;

    public String login(String player) {
        logins++;
        return "welcome " + player;
    }

    public String login(String player, int shard) {
        return "welcome " + player + " to shard " + shard;
    }

    public static boolean isOpen(String realm) {
        return !realm.isEmpty();
    }

    public synchronized int logins() {
        return logins;
    }

    /** Calls itself. */
    public int depth(int levels) {
        return levels == 0 ? 0 : 1 + depth(levels - 1);
    }

    public String lambda(String player) {
        Supplier<String> greeting = () -> "hello " + player;
        return greeting.get();
    }

    public void logout() {
        logins--;
    }
}
