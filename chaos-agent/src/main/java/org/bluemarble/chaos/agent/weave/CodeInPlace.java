package org.bluemarble.chaos.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads a class file, and tells which methods it declares and which sites' code stands in them. */
record CodeInPlace(Set<MethodName> methods, Map<MethodName, Set<Integer>> sites) {

    private static final String SEAM = "org/bluemarble/chaos/spi/WovenCalls";
    private static final String FIRST_CALL = "isArmed";

    static CodeInPlace of(byte[] classFile) {
        Set<MethodName> methods = new HashSet<>();
        Map<MethodName, Set<Integer>> sites = new HashMap<>();
        OpenedClassReader.of(classFile)
                .accept(
                        new ClassVisitor(OpenedClassReader.ASM_API) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
                                    return null;
                                }
                                MethodName method = new MethodName(name, descriptor);
                                methods.add(method);
                                return new SiteFinder(sites.computeIfAbsent(method, unused -> new HashSet<>()));
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new CodeInPlace(methods, sites);
    }

    boolean declares(MethodName method) {
        return methods.contains(method);
    }

    boolean holds(MethodName method, int site) {
        return sites.getOrDefault(method, Set.of()).contains(site);
    }

    /** Finds the numbers that stand right before the advice's first call. */
    private static final class SiteFinder extends MethodVisitor {

        private final Set<Integer> found;
        private int latestConstant = -1;

        SiteFinder(Set<Integer> found) {
            super(OpenedClassReader.ASM_API);
            this.found = found;
        }

        @Override
        public void visitInsn(int opcode) {
            latestConstant = opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5 ? opcode - Opcodes.ICONST_0 : -1;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            latestConstant = opcode == Opcodes.NEWARRAY ? -1 : operand;
        }

        @Override
        public void visitLdcInsn(Object value) {
            latestConstant = value instanceof Integer number ? number : -1;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(SEAM) && name.equals(FIRST_CALL)) {
                found.add(latestConstant);
            }
            latestConstant = -1;
        }
    }
}
