package org.bluemarble.chaos.agent.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bluemarble.chaos.PointDescriptor;
import org.bluemarble.chaos.agent.weave.ClassWeave;
import org.bluemarble.chaos.agent.weave.Library;
import org.bluemarble.chaos.agent.weave.MethodName;
import org.bluemarble.chaos.agent.weave.MethodWeave;
import org.bluemarble.chaos.agent.weave.Watch;
import org.bluemarble.chaos.netty.NettyModule;

/**
 * Netty's pipelines, of {@code io.netty} and of the copies that libraries carry under other names. Every channel passes
 * here when it is registered with its loop. Those that were there before the agent are found with the first of their loops'
 * group that passes here, or has traffic after a rule is armed at one of our points, or at any that asks for a player.
 * Compared with 4.1.100, 4.1.137 and 4.2.18.
 */
public final class NettyWeaves {

    /** Of the module, whose other classes cannot be used here: they name Netty's. */
    private static final List<String> POINTS =
            new NettyModule().points().stream().map(PointDescriptor::name).toList();

    private static final Library NETTY = new Library("netty", "4.1");

    private NettyWeaves() {}

    /** Returns the classes to weave. */
    public static List<ClassWeave> weaves(NettyOptions options) {
        List<ClassWeave> weaves = new ArrayList<>();
        Stream.concat(Stream.of(""), options.prefixes().stream().map(prefix -> prefix + "."))
                .forEach(prefix -> add(weaves, prefix, new PipelineHandlers(prefix, options)));
        return weaves;
    }

    private static void add(List<ClassWeave> weaves, String prefix, PipelineHandlers handlers) {
        String pipeline = prefix + "io.netty.channel.DefaultChannelPipeline";
        String returned = "()L" + (prefix + "io.netty.channel.ChannelPipeline").replace('.', '/') + ";";
        String context = (prefix + "io.netty.channel.ChannelHandlerContext").replace('.', '/');
        Supplier<Watch> always = () -> new Watch(List.of(), handlers);
        Supplier<Watch> armed = () -> new Watch(POINTS, true, handlers);
        weaves.add(new ClassWeave(
                NETTY,
                pipeline,
                List.of(
                        method("fireChannelRegistered", returned, always),
                        method("fireChannelReadComplete", returned, armed))));
        weaves.add(new ClassWeave(
                NETTY, pipeline + "$HeadContext", List.of(method("flush", "(L" + context + ";)V", armed))));
    }

    private static MethodWeave method(String name, String descriptor, Supplier<Watch> watch) {
        return new MethodWeave(
                new MethodName(name, descriptor),
                MethodWeave.Presence.REQUIRED,
                MethodWeave.NO_ARGUMENT,
                POINTS,
                watch);
    }
}
