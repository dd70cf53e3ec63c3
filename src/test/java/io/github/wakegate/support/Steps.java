// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes class files of the library call {@link Step}: before each line with a mark; before and after each volatile
 * write, compare-and-set, park and unpark; after each volatile read; and when a method begins or a loop turns. Time is
 * that of {@link Step}, too.
 */
public final class Steps {
    /** Fewer than there are: if it finds no more, it no longer knows how the library is written. */
    private static final int MANY = 70;

    /** Methods of the library and of java.util.concurrent that read, or write, as a volatile access does. */
    private static final Set<String> READS = Set.of("getState", "get", "isDone");
    private static final Set<String> WRITES = Set.of("setState", "compareAndSetState", "compareAndSet", "set", "add",
            "decrementAndGet", "incrementAndGet", "getAndSet", "addAndGet", "park", "parkNanos", "unpark", "execute");
    /** What the library asks {@link Step} instead. */
    private static final Set<String> CLOCK = Set.of("nanoTime", "parkNanos");

    private static final String STEP = Type.getInternalName(Step.class);
    private static final List<String> OWNERS = List.of("java/util/concurrent/", "io/github/wakegate/");

    private final Set<String> volatiles = new HashSet<>();
    private final Marks marks;
    private int steps;

    private Steps(Marks marks) {
        this.marks = marks;
    }

    /** Changes all class files in a folder. The marks are those of the sources they were compiled from. */
    static void into(Path folder, Marks marks) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        Steps all = new Steps(marks);
        List<ClassNode> classes = files.stream().map(Steps::read).toList();
        if (classes.stream().flatMap(type -> type.methods.stream()).anyMatch(Steps::isChanged)) {
            return; // they are copies of those that PIT mutates
        }
        classes.forEach(all::findVolatiles);
        for (int i = 0; i < classes.size(); i++) {
            all.change(classes.get(i));
            ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            classes.get(i).accept(writer);
            Files.write(files.get(i), writer.toByteArray());
        }
        if (all.steps < MANY) {
            throw new AssertionError("only " + all.steps + " steps in " + folder);
        }
    }

    /** Changes the library itself, for PIT: that replaces each copy of a class by the one that it has mutated. */
    public static void main(String[] folder) throws IOException {
        into(Path.of(folder[0]), Marks.read());
    }

    private static ClassNode read(Path file) {
        try {
            ClassNode type = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(type, 0);
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isChanged(MethodNode method) {
        return Stream.of(method.instructions.toArray())
                .anyMatch(node -> node instanceof MethodInsnNode call && call.owner.equals(STEP));
    }

    private void findVolatiles(ClassNode type) {
        for (FieldNode field : type.fields) {
            if ((field.access & (Opcodes.ACC_VOLATILE | Opcodes.ACC_STATIC)) == Opcodes.ACC_VOLATILE) {
                volatiles.add(type.name + "." + field.name);
            }
        }
    }

    private void change(ClassNode type) {
        Map<Integer, String> lines = marks.in(type.sourceFile);
        for (MethodNode method : type.methods) {
            if (method.instructions.size() > 0) {
                change(method.instructions, lines);
            }
        }
    }

    private void change(InsnList code, Map<Integer, String> lines) {
        Set<AbstractInsnNode> before = new HashSet<>();
        String mark = null;
        boolean begun = false;
        for (AbstractInsnNode node : code.toArray()) {
            before.add(node);
            if (node instanceof LineNumberNode line) {
                mark = lines.get(line.line);
            }
            if (node.getOpcode() < 0) {
                continue; // a label, a line or a frame, which describes the instruction that follows
            }
            if (!begun || node instanceof JumpInsnNode jump && before.contains(jump.label)) {
                code.insertBefore(node, call("turn"));
                begun = true;
            }
            if (mark != null) {
                code.insertBefore(node, at(mark));
                mark = null;
            }
            boolean write = isWrite(node);
            if (node instanceof MethodInsnNode call && CLOCK.contains(call.name)) {
                call.owner = STEP;
            }
            if (write) {
                code.insertBefore(node, at(""));
            }
            if (write || isRead(node)) {
                code.insert(node, at(""));
            }
        }
    }

    private InsnList at(String mark) {
        steps++;
        InsnList step = new InsnList();
        step.add(new LdcInsnNode(mark));
        step.add(call("at", Type.getType(String.class)));
        return step;
    }

    /** A call whose result is dropped. */
    private static InsnList call(String name, Type... parameters) {
        InsnList call = new InsnList();
        call.add(new MethodInsnNode(Opcodes.INVOKESTATIC, STEP, name,
                Type.getMethodDescriptor(Type.BOOLEAN_TYPE, parameters)));
        call.add(new InsnNode(Opcodes.POP));
        return call;
    }

    private boolean isRead(AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.GETFIELD && isVolatile((FieldInsnNode) node) || isCall(node, READS);
    }

    private boolean isWrite(AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.PUTFIELD && isVolatile((FieldInsnNode) node) || isCall(node, WRITES);
    }

    private boolean isVolatile(FieldInsnNode access) {
        return volatiles.contains(access.owner + "." + access.name);
    }

    private static boolean isCall(AbstractInsnNode node, Set<String> names) {
        return node instanceof MethodInsnNode call && names.contains(call.name)
                && OWNERS.stream().anyMatch(call.owner::startsWith);
    }
}
