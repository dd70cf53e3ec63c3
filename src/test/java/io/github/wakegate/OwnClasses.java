package io.github.wakegate;

import java.net.URL;
import java.net.URLClassLoader;

/** Loads the classes whose names begin in one way itself, and leaves only the others to the loader of the tests. */
final class OwnClasses extends URLClassLoader {
    private final String own;

    OwnClasses(String own, URL... path) {
        super(path, OwnClasses.class.getClassLoader());
        this.own = own;
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
