package org.bluemarble.chaos.agent.weave;

import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.bluemarble.chaos.spi.WovenCalls;
import org.jspecify.annotations.Nullable;

/**
 * Puts advice into methods of one class. With the advice itself and its proof, the only class that names Byte Buddy, which
 * is therefore loaded with the first class to weave. The class keeps its shape, no field, method or interface is added: so
 * it may be loaded already, and other agents may weave it too. Thread-safe.
 */
final class ClassWeaver {

    private static final TypeDescription.Generic OBJECT =
            TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class);
    private static final Advice.ExceptionHandler COUNTED = new Advice.ExceptionHandler.Simple(countedBy("suppressed"));

    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);

    /** A method of the class, and the number of its site. */
    record Target(MethodName method, int argument, int site, MethodWeave.Code code) {

        Target(MethodName method, int argument, int site) {
            this(method, argument, site, MethodWeave.Code.ASK);
        }
    }

    /**
     * Returns the class's bytes with advice in every target that it declares.
     *
     * @param name the class's binary name
     * @param loader the loader that defines it; types are looked up there by class file, never loaded
     */
    byte[] weave(String name, @Nullable ClassLoader loader, byte[] bytes, List<Target> targets) {
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
        TypePool types = TypePool.Default.of(locator);
        TypeDescription type = types.describe(name).resolve();
        var woven = byteBuddy.decorate(type, locator);
        for (Target target : targets) {
            woven = woven.visit(
                    new AsmVisitorWrapper.ForDeclaredMethods().invokable(exactly(target.method()), adviceFor(target)));
        }
        return woven.make(types).getBytes();
    }

    private static ElementMatcher<MethodDescription> exactly(MethodName method) {
        boolean constructor = method.name().equals(MethodDescription.CONSTRUCTOR_INTERNAL_NAME);
        return (constructor
                        ? ElementMatchers.<MethodDescription>isConstructor()
                        : ElementMatchers.<MethodDescription>named(method.name()))
                .and(ElementMatchers.hasDescriptor(method.descriptor()))
                .and(ElementMatchers.not(ElementMatchers.isAbstract()));
    }

    private static Advice adviceFor(Target target) {
        boolean replaces = target.code() == MethodWeave.Code.REPLACE;
        return Advice.withCustomMapping()
                .bind(SiteNumber.class, target.site())
                .bind(SiteArgument.class, argument(target.argument(), !replaces))
                .to(replaces ? ArgumentAdvice.class : CallAdvice.class)
                .withExceptionHandler(COUNTED);
    }

    private static Advice.OffsetMapping argument(int index, boolean readOnly) {
        return switch (index) {
            case MethodWeave.NO_ARGUMENT ->
                new Advice.OffsetMapping.ForStackManipulation(
                        NullConstant.INSTANCE, OBJECT, OBJECT, Assigner.Typing.STATIC);
            case MethodWeave.ALL_ARGUMENTS ->
                new Advice.OffsetMapping.ForAllArguments(OBJECT, true, Assigner.Typing.DYNAMIC, false, false);
            // Dynamic, so that a primitive is boxed, and what replaces an argument is cast to its type.
            default ->
                new Advice.OffsetMapping.ForArgument.Unresolved(OBJECT, readOnly, Assigner.Typing.DYNAMIC, index);
        };
    }

    private static StackManipulation countedBy(String method) {
        return MethodInvocation.invoke(TypeDescription.ForLoadedType.of(WovenCalls.class)
                .getDeclaredMethods()
                .filter(ElementMatchers.named(method))
                .getOnly());
    }
}
