// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import io.github.wakegate.Event;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/** Loads the classes whose names begin in one way itself, and leaves only the others to the loader of the tests. */
public class OwnClasses extends URLClassLoader {
    private final String own;

    public OwnClasses(String own, URL... path) {
        super(path, OwnClasses.class.getClassLoader());
        this.own = own;
    }

    /** The library and its tests, loaded anew. */
    public static OwnClasses ofTheLibrary() {
        return new OwnClasses(Event.class.getPackageName(), Mutant.home(Event.class), Mutant.home(OwnClasses.class));
    }

    /** What a class answers when it is loaded here. */
    public <T> T call(Class<? extends Callable<T>> type, Object... arguments) throws Exception {
        Constructor<?> constructor = loadClass(type.getName()).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        @SuppressWarnings("unchecked") // the same class, and T a class of the JDK
        Callable<T> callable = (Callable<T>) constructor.newInstance(arguments);
        return callable.call();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(own)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
