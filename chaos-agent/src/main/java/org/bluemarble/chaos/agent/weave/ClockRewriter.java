package org.bluemarble.chaos.agent.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts a look at the rules behind each place where a class reads a clock of the JDK. What the JDK answered stays on the
 * stack meanwhile, so no frame changes: each place asks {@code WovenCalls.answer}.
 */
final class ClockRewriter {

    private static final String SEAM = "org/bluemarble/chaos/spi/WovenCalls";
    private static final String OF_NUMBER = "(JI)J";
    private static final String OF_OBJECT = "(Ljava/lang/Object;I)Ljava/lang/Object;";
    private static final String SYSTEM = "java/lang/System";
    private static final String DATE = "java/util/Date";
    private static final String CLOCK = "java/time/Clock";

    /** Static methods {@code now} that read the system's clock, and not one that they are given. */
    private static final Map<String, String> NOW = new HashMap<>();

    static {
        for (String type :
                new String[] {"Instant", "LocalDate", "LocalTime", "LocalDateTime", "ZonedDateTime", "OffsetDateTime"
                }) {
            NOW.put("java/time/" + type, "Ljava/time/" + type + ";");
        }
    }

    private final int wall;
    private final int monotonic;
    private int places;

    /** The numbers of the sites for the time of day, and for {@link System#nanoTime}. */
    ClockRewriter(int wall, int monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /** Returns the class with the looks in it; null if it reads no clock. */
    byte @Nullable [] rewrite(byte[] classFile) {
        ClassReader reader = OpenedClassReader.of(classFile);
        // The constants are kept, and frames as they are: nothing has to be computed that needs other classes.
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(OpenedClassReader.ASM_API, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new Readings(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return places == 0 ? null : writer.toByteArray();
    }

    /** The places in one method. */
    private final class Readings extends MethodVisitor {

        Readings(MethodVisitor writer) {
            super(OpenedClassReader.ASM_API, writer);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKESPECIAL
                    && owner.equals(DATE)
                    && name.equals("<init>")
                    && descriptor.equals("()V")) {
                // The date is made of what System.currentTimeMillis says, as its own constructor does.
                super.visitMethodInsn(Opcodes.INVOKESTATIC, SYSTEM, "currentTimeMillis", "()J", false);
                number(wall);
                super.visitMethodInsn(Opcodes.INVOKESPECIAL, DATE, "<init>", "(J)V", false);
                return;
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (opcode != Opcodes.INVOKESTATIC) {
                return;
            }
            if (owner.equals(SYSTEM) && name.equals("currentTimeMillis")) {
                number(wall);
            } else if (owner.equals(SYSTEM) && name.equals("nanoTime")) {
                number(monotonic);
            } else if (readsSystemClock(owner, name, descriptor)) {
                object(wall, Type.getReturnType(descriptor).getInternalName());
            }
        }

        private boolean readsSystemClock(String owner, String name, String descriptor) {
            if (owner.equals(CLOCK)) {
                return name.startsWith("system");
            }
            String type = NOW.get(owner);
            return name.equals("now")
                    && type != null
                    && (descriptor.equals("()" + type) || descriptor.equals("(Ljava/time/ZoneId;)" + type));
        }

        private void number(int site) {
            places++;
            super.visitLdcInsn(site);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, SEAM, "answer", OF_NUMBER, false);
        }

        private void object(int site, String type) {
            places++;
            super.visitLdcInsn(site);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, SEAM, "answer", OF_OBJECT, false);
            super.visitTypeInsn(Opcodes.CHECKCAST, type);
        }
    }
}
