package com.game;

/** Loaded when it is first used, which is late. */
final class LateService {

    private LateService() {}

    static String trade() {
        return "traded";
    }
}
