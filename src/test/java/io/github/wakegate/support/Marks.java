// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of the library that its argument needs. Each ends with a comment that begins with a mark, a letter and a
 * number: {@code first.wake(); // R2: before it is taken off}. No two lines have the same.
 */
public final class Marks {
    static final Path SOURCES = Path.of("src/main/java/io/github/wakegate");

    private static final Pattern LINE = Pattern.compile("( *)(\\S.*?) *// ([A-Z][0-9]+)\\b.*");

    /** Where a mark is: the line from 0, and the code on it. */
    record Place(Path file, int line, String code) {
    }

    private final Map<String, Place> places = new HashMap<>();

    private Marks() {
    }

    static Marks read() {
        Marks marks = new Marks();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SOURCES, "[A-Z]*.java")) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    Matcher matcher = LINE.matcher(lines.get(i));
                    if (matcher.matches() && marks.places.put(matcher.group(3), new Place(file, i, matcher.group(2)))
                            != null) {
                        throw new AssertionError("two lines with the mark " + matcher.group(3));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return marks;
    }

    Place of(String mark) {
        Place place = places.get(mark);
        if (place == null) {
            throw new AssertionError("no line with the mark " + mark);
        }
        return place;
    }

    /** The marks in one file, by the number of the line as class files have it. */
    Map<Integer, String> in(String file) {
        Map<Integer, String> marks = new HashMap<>();
        places.forEach((mark, place) -> {
            if (place.file.endsWith(file)) {
                marks.put(place.line + 1, mark);
            }
        });
        return marks;
    }

    List<String> all() {
        return new ArrayList<>(places.keySet());
    }
}
