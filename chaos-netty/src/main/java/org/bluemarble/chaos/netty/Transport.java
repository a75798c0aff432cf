package org.bluemarble.chaos.netty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a channel is made of, told by the name of its class: the transports are jars that need not be there. */
enum Transport {
    NIO(".nio."),
    EPOLL(".epoll."),
    KQUEUE(".kqueue."),
    IO_URING("uring."),
    LOCAL(".local."),
    EMBEDDED(".embedded."),
    OTHER("");

    private final String part;

    Transport(String part) {
        this.part = part;
    }

    static Transport of(Class<?> channelType) {
        String name = channelType.getName().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> name.contains(one.part))
                .findFirst()
                .orElse(OTHER);
    }

    static List<String> spellings() {
        return Arrays.stream(values()).map(Transport::spelling).toList();
    }

    String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
