package org.bluemarble.chaos.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * A method that a class declares.
 *
 * @param access the flags of the class file
 */
record DeclaredMethod(MethodName method, int access) {

    /** {@return the methods of a class file, constructors included} */
    static List<DeclaredMethod> of(byte[] classFile) {
        List<DeclaredMethod> methods = new ArrayList<>();
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
                                methods.add(new DeclaredMethod(new MethodName(name, descriptor), access));
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    /**
     * Returns the methods of a loaded class. Its class file is looked at first: reflection would have the game's loader load
     * every type that a method names.
     *
     * @throws LinkageError if there is no class file and such a type is missing
     */
    static List<DeclaredMethod> of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        byte[] file = loader == null ? null : classFile(type.getName(), loader);
        if (file != null) {
            return of(file);
        }
        List<DeclaredMethod> methods = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString();
            methods.add(new DeclaredMethod(new MethodName(method.getName(), descriptor), method.getModifiers()));
        }
        return methods;
    }

    /** {@return a class's file as a loader finds it, without loading the class; null if it finds none} */
    static byte @Nullable [] classFile(String name, ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException | RuntimeException unreadable) {
            // A loader of the game's own may answer in any way; then the class counts as one without a file.
            return null;
        }
    }
}
