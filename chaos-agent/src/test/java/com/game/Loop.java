package com.game;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.TimeUnit;

/** Does what a server does on Netty's event loop. A class of its own, since few tests need Netty. */
final class Loop {

    private Loop() {}

    static String login(AuthService service) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        try {
            return group.submit(() -> service.login("loop")).get();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).get();
        }
    }
}
