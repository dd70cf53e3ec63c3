// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Class files without the names of their own classes, methods and fields, and without lines: each name is the number of
 * its first use. So what is only renamed, moved or commented stays the same.
 */
public final class Nameless extends Remapper {
    private final String own;
    private final Map<String, String> numbers = new HashMap<>();
    private final List<String> classes = new ArrayList<>();

    private Nameless(String first) {
        super(Opcodes.ASM9);
        own = first.substring(0, first.lastIndexOf('/') + 1);
        map(first);
    }

    /** That class, and all of its package that it leads to. */
    static List<byte[]> from(Path classes, String first) throws IOException {
        Nameless names = new Nameless(first);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < names.classes.size(); i++) { // it grows
            ClassWriter file = new ClassWriter(0);
            new ClassReader(Files.readAllBytes(classes.resolve(names.classes.get(i) + ".class")))
                    .accept(new ClassRemapper(file, names), ClassReader.SKIP_DEBUG);
            files.add(file.toByteArray());
        }
        return files;
    }

    private String number(String name) {
        return numbers.computeIfAbsent(name, first -> "n" + numbers.size());
    }

    @Override
    public String map(String type) {
        if (!type.startsWith(own)) {
            return type;
        }
        if (!classes.contains(type)) {
            classes.add(type);
        }
        return number(type);
    }

    @Override
    public String mapInnerClassName(String type, String outer, String name) {
        return type.startsWith(own) ? map(type) : name;
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
        return owner.startsWith(own) && !name.startsWith("<") ? number(name + descriptor) : name;
    }

    @Override
    public String mapFieldName(String owner, String name, String descriptor) {
        return owner.startsWith(own) ? number(name + descriptor) : name;
    }
}
