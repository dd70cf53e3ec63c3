// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wakegate.Event;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A control made of the library itself: its classes with a line of their source changed, and the tests' classes beside
 * these, in a class loader of their own. It is compiled when its classes are first asked for.
 */
public final class Mutant {
    private static final Marks MARKS = Marks.read();
    private static final Pattern CODE = Pattern.compile("\\$([A-Z][0-9]+)?");

    private final Map<String, String> codes = new HashMap<>();
    private Path classes;
    private OwnClasses loader;
    private boolean stepped;

    public static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /**
     * The library with something else on the line with a mark. In the replacement, {@code $} stands for the code that
     * is on that line so far, and {@code $R2} for the code that is on the line with the mark R2.
     */
    public static Mutant at(String mark, String replacement) {
        return new Mutant().andAt(mark, replacement);
    }

    /** One more change. It stays on one line, so that the others keep their numbers. */
    public Mutant andAt(String mark, String replacement) {
        assertTrue(replacement.indexOf('\n') < 0, replacement);
        codes.put(mark, CODE.matcher(replacement).replaceAll(
                code -> Matcher.quoteReplacement(code(code.group(1) == null ? mark : code.group(1)))));
        return this;
    }

    private String code(String mark) {
        return codes.getOrDefault(mark, MARKS.of(mark).code());
    }

    /** The same, and its class files call {@link Step}. */
    public Mutant stepped() {
        stepped = true;
        return this;
    }

    private String source(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (Map.Entry<String, String> change : codes.entrySet()) {
            Marks.Place place = MARKS.of(change.getKey());
            if (place.file().equals(file)) {
                lines.set(place.line(), change.getValue());
            }
        }
        return String.join("\n", lines);
    }

    /** The folder of the changed classes: before those of the library on a class path, they take their place. */
    Path classes() throws IOException {
        if (classes == null) {
            classes = Files.createTempDirectory(Path.of("target"), "mutant");
            if (codes.isEmpty()) {
                copy();
            } else {
                compile();
            }
            if (stepped) {
                Steps.into(classes, MARKS);
            }
        }
        return classes;
    }

    /** Nothing is changed: the class files as they are, also in a JVM that has others than those of the source. */
    private void copy() throws IOException {
        Path names = Path.of(Event.class.getPackageName().replace('.', '/'));
        Path home = Path.of(new File(home(Event.class).getPath()).toString()).resolve(names);
        Files.createDirectories(classes.resolve(names));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "*.class")) {
            for (Path file : files) {
                Files.copy(file, classes.resolve(names).resolve(file.getFileName()));
            }
        }
    }

    private void compile() throws IOException {
        List<Source> units = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Marks.SOURCES, "[A-Z]*.java")) {
            for (Path file : files) { // all of them, so that these are a library of their own
                units.add(new Source(file, source(file)));
            }
        }
        String path = Stream.of(Event.class, Mutant.class, Nullable.class)
                .map(type -> new File(home(type).getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", path);
        assertTrue(ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, units).call());
    }

    /** The tests' classes beside the changed library. */
    public OwnClasses loader() throws IOException {
        if (loader == null) {
            URL[] path = {classes().toUri().toURL(), home(Event.class), home(Mutant.class)};
            loader = new OwnClasses(Event.class.getPackageName(), path);
        }
        return loader;
    }

    /** What one of the tests' classes answers beside the changed library. */
    public <T> T call(Class<? extends Callable<T>> type, Object... arguments) throws Exception {
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
