// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A control made of the library itself: its classes with a line of their source changed, and the tests' classes against
 * these, in a class loader of their own. It is compiled when its classes are first asked for.
 */
final class Mutant {
    private static final Marks MARKS = Marks.read();

    private final Map<Path, String> sources = new HashMap<>();
    private Path classes;
    private OwnClasses loader;
    private boolean stepped;

    static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** The library with a change. It is an error if the code to be changed is not there, or more than once. */
    static Mutant of(Class<?> changed, String code, String replacement) throws IOException {
        return new Mutant().and(changed, code, replacement);
    }

    /** One more change. */
    Mutant and(Class<?> changed, String code, String replacement) throws IOException {
        assertTrue(has(changed, code), () -> "not once in " + changed + ": " + code);
        sources.put(file(changed), source(changed).replace(code, replacement));
        return this;
    }

    /** The library with something else on the line with a mark. A dollar stands for the code that is there now. */
    static Mutant at(String mark, String replacement) throws IOException {
        return new Mutant().andAt(mark, replacement);
    }

    /** One more change. It stays on one line, so that the others keep their numbers. */
    Mutant andAt(String mark, String replacement) throws IOException {
        assertTrue(replacement.indexOf('\n') < 0, replacement);
        Marks.Place place = MARKS.of(mark);
        List<String> lines = new ArrayList<>(List.of(source(place.file()).split("\n", -1)));
        assertTrue(lines.get(place.line()).contains(place.code()), () -> mark + " is changed already");
        lines.set(place.line(), replacement.replace("$", place.code()) + " // " + mark);
        sources.put(place.file(), String.join("\n", lines));
        return this;
    }

    /** The same, and its class files call {@link Step}. */
    Mutant stepped() {
        stepped = true;
        return this;
    }

    /** Whether the code is there, once. */
    boolean has(Class<?> changed, String code) throws IOException {
        String source = source(changed);
        int at = source.indexOf(code);
        return at >= 0 && at == source.lastIndexOf(code);
    }

    private String source(Class<?> changed) throws IOException {
        return source(file(changed));
    }

    private String source(Path file) throws IOException {
        String source = sources.get(file);
        return source != null ? source : Files.readString(file);
    }

    private static Path file(Class<?> type) {
        return Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    }

    /** The folder of the changed classes: before those of the library on a class path, they take their place. */
    Path classes() throws IOException {
        if (classes == null) {
            classes = Files.createTempDirectory(Path.of("target"), "mutant");
            List<Source> units = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(file(Event.class).getParent(), "[A-Z]*.java")) {
                for (Path file : files) { // all of them, so that these are a library of their own
                    units.add(new Source(file, source(file)));
                }
            }
            String path = Stream.of(Event.class, Mutant.class, Nullable.class)
                    .map(type -> new File(home(type).getPath()).toString())
                    .collect(Collectors.joining(File.pathSeparator));
            List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", path);
            assertTrue(ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, units).call());
            if (stepped) {
                Steps.into(classes, MARKS);
            }
        }
        return classes;
    }

    /** The tests' classes beside the changed library. */
    OwnClasses loader() throws IOException {
        if (loader == null) {
            URL[] path = {classes().toUri().toURL(), home(Event.class), home(Mutant.class)};
            loader = new OwnClasses(Event.class.getPackageName(), path);
        }
        return loader;
    }

    /** What one of the tests' classes answers beside the changed library. */
    <T> T call(Class<? extends Callable<T>> type, Object... arguments) throws Exception {
        return loader().call(type, arguments);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(file.toUri(), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
