package org.bluemarble.chaos.agent;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;

/** Has a class of ours name a copy of Netty that a library carries under another name. */
final class Relocation {

    private static final String NETTY = "io/netty/";

    private Relocation() {}

    /** Returns the class with {@code prefix} before every name of Netty's. */
    static byte[] of(byte[] bytes, String prefix) {
        String path = prefix.replace('.', '/');
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassRemapper(writer, new Remapper(OpenedClassReader.ASM_API) {
                    @Override
                    public String map(String name) {
                        return name.startsWith(NETTY) ? path + name : name;
                    }
                }),
                0);
        return writer.toByteArray();
    }
}
