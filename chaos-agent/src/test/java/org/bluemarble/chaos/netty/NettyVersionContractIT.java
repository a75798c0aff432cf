package org.bluemarble.chaos.netty;

/** The woven Netty is of the version that this run is for. */
class NettyVersionContractIT extends NettyVersionTest {}
