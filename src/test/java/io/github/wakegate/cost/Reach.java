// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.cost;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What an object keeps alive: all that can be reached from it. The walk ends at threads, classes, executors, and
 * objects of the JDK that are no collections and not from its packages for concurrency: these don't count.
 */
public final class Reach {
    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> next = new ArrayDeque<>();
    private int objects;
    private long bytes;

    private Reach() {
    }

    static Reach of(Object root) throws IllegalAccessException {
        Reach reach = new Reach();
        reach.add(root);
        while (!reach.next.isEmpty()) {
            reach.enter(reach.next.pop());
        }
        return reach;
    }

    boolean contains(Object object) {
        return found.contains(object);
    }

    int objects() {
        return objects;
    }

    /** About as HotSpot lays them out. */
    long bytes() {
        return bytes;
    }

    private void add(Object object) {
        if (object != null && found.add(object) && !isForeign(object)) {
            next.push(object);
            objects++;
        }
    }

    private void enter(Object object) throws IllegalAccessException {
        Class<?> type = object.getClass();
        long size = 12;
        if (type.isArray()) {
            size += 4 + (long) Array.getLength(object) * size(type.getComponentType());
            if (object instanceof Object[] elements) {
                for (Object element : elements) {
                    add(element);
                }
            }
        } else {
            for (Class<?> part = type; part != null; part = part.getSuperclass()) {
                for (Field field : part.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        size += size(field.getType());
                        if (!field.getType().isPrimitive()) {
                            field.setAccessible(true);
                            add(field.get(object));
                        }
                    }
                }
            }
        }
        bytes += size + 7 & -8;
    }

    private static boolean isForeign(Object object) {
        Class<?> type = object.getClass();
        return object instanceof Thread || object instanceof Class || object instanceof ClassLoader
                || object instanceof Executor || object instanceof Throwable
                || type.getModule() == Object.class.getModule() && !type.isArray()
                        && !type.getName().startsWith("java.util.");
    }

    private static int size(Class<?> type) {
        return type == long.class || type == double.class ? 8
                : type == short.class || type == char.class ? 2
                : type == byte.class || type == boolean.class ? 1 : 4;
    }
}
