// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A control made of the library itself: its classes with a line of their source changed, and the tests' classes against
 * these, in a class loader of their own.
 */
final class Mutant {
    private final Map<Path, String> sources = new HashMap<>();
    private final Path classes;
    private final OwnClasses loader;

    private Mutant(Path classes) throws IOException {
        this.classes = classes;
        URL[] path = {classes.toUri().toURL(), home(Event.class), home(Mutant.class)};
        loader = new OwnClasses(Event.class.getPackageName(), path);
    }

    static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** The library with a change. It is an error if the code to be changed is not there, or more than once. */
    static Mutant of(Class<?> changed, String code, String replacement) throws IOException {
        Mutant mutant = new Mutant(Files.createTempDirectory(Path.of("target"), "mutant"));
        return mutant.and(changed, code, replacement);
    }

    /** One more change. */
    Mutant and(Class<?> changed, String code, String replacement) throws IOException {
        Path file = Path.of("src/main/java", changed.getName().replace('.', '/') + ".java");
        String source = sources.containsKey(file) ? sources.get(file) : Files.readString(file);
        int at = source.indexOf(code);
        assertTrue(at >= 0 && at == source.lastIndexOf(code), () -> "not once in " + file + ": " + code);
        String mutated = source.replace(code, replacement);
        sources.put(file, mutated);
        JavaFileObject unit = new SimpleJavaFileObject(file.toUri(), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return mutated;
            }
        };
        List<String> options = List.of("-proc:none", "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"));
        assertTrue(ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, List.of(unit)).call());
        return this;
    }

    /** The folder of the changed classes: before those of the library on a class path, they take their place. */
    Path classes() {
        return classes;
    }

    /** What one of the tests' classes answers beside the changed library. */
    <T> T call(Class<? extends Callable<T>> type, Object... arguments) throws Exception {
        return loader.call(type, arguments);
    }
}
