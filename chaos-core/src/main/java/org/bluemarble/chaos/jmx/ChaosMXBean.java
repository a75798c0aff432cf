package org.bluemarble.chaos.jmx;

/** One engine, as a management tool sees it: {@code org.bluemarble.chaos:type=Chaos}. */
public interface ChaosMXBean {

    /** {@return the engine's name} */
    String getName();
}
