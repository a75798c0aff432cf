package org.bluemarble.chaos.netty;

import org.bluemarble.chaos.AttributeKey;
import org.bluemarble.chaos.CallAttributes;
import org.bluemarble.chaos.Chaos;
import org.jspecify.annotations.Nullable;

/** What is known of a call on a channel. One object for each channel, used again for every call, on its loop alone. */
class WireCall implements CallAttributes {

    private final Wire wire;
    private long bytes = Long.MIN_VALUE;
    private @Nullable Endpoint other;

    WireCall(Wire wire) {
        this.wire = wire;
    }

    /** Has the next call be one of so many bytes. */
    WireCall of(long size) {
        bytes = size;
        other = null;
        return this;
    }

    /** Has the next call be one with an address of its own, as a datagram has, or a channel that is not connected yet. */
    WireCall with(Endpoint endpoint) {
        other = endpoint;
        return this;
    }

    Wire wire() {
        return wire;
    }

    @Override
    public Chaos engine() {
        return wire.netty().engine();
    }

    @Override
    public boolean delaysWithoutBlocking() {
        return true;
    }

    @Override
    public long getLong(AttributeKey key) {
        if (key == NettyPoints.BYTES) {
            return bytes;
        }
        if (key == NettyPoints.NUMBER) {
            return wire.number();
        }
        if (key == NettyPoints.REMOTE_PORT) {
            return remote().port();
        }
        return key == NettyPoints.LOCAL_PORT ? wire.local().port() : Long.MIN_VALUE;
    }

    @Override
    public @Nullable Object get(AttributeKey key) {
        if (key == AttributeKey.PLAYER) {
            return wire.player();
        }
        if (key == AttributeKey.SESSION) {
            return wire.session();
        }
        if (key == NettyPoints.SIDE) {
            return wire.side();
        }
        if (key == NettyPoints.TRANSPORT) {
            return wire.transport().spelling();
        }
        if (key.type() == AttributeKey.Type.NUMBER) {
            long number = getLong(key);
            return number == Long.MIN_VALUE ? null : (Object) number;
        }
        return ofRemote(key);
    }

    private @Nullable Object ofRemote(AttributeKey key) {
        if (key == NettyPoints.REMOTE) {
            return remote().text();
        }
        if (key == NettyPoints.REMOTE_HOST) {
            return remote().host();
        }
        if (key == NettyPoints.NETWORK) {
            return remote().networks();
        }
        return key == NettyPoints.GROUP ? wire.netty().groupsOf(remote()) : null;
    }

    private Endpoint remote() {
        return other == null ? wire.remote() : other;
    }
}
