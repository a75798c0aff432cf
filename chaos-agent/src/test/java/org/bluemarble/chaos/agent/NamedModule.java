package org.bluemarble.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** A child's main class compiled as a named module, which reads as little as an application with a database needs. */
record NamedModule(Path classes) {

    static final String NAME = "child.app";

    static NamedModule of(Class<?> main, Path folder) throws IOException {
        Path source = Path.of(System.getProperty("basedir", ""), "src/test/java")
                .resolve(main.getName().replace('.', '/') + ".java");
        Path descriptor = Files.writeString(
                folder.resolve("module-info.java"),
                "module " + NAME + " { requires java.sql; requires java.management; exports " + main.getPackageName()
                        + "; }");
        Path classes = folder.resolve(NAME);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--release",
                        "17",
                        "-d",
                        classes.toString(),
                        source.toString(),
                        descriptor.toString());
        assertThat(status).as("javac's exit status").isZero();
        return new NamedModule(classes);
    }

    /** The JVM's arguments that put this module and a driver's on the module path. */
    String[] startedWith(Class<?> driver, String driverModule) {
        return new String[] {
            "--module-path", classes + File.pathSeparator + Jars.of(driver), "--add-modules", driverModule
        };
    }
}
