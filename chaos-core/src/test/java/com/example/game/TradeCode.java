package com.example.game;

import org.bluemarble.chaos.Chaos;
import org.bluemarble.chaos.InjectionPoint;

/** Code of a server, outside of our packages, that passes points itself. */
public final class TradeCode {

    private TradeCode() {}

    /** {@return the point of this name, as server code asks for it} */
    public static InjectionPoint point(String name) {
        return Chaos.point(name);
    }
}
