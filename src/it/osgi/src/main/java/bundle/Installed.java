// SPDX-License-Identifier: Apache-2.0
package bundle;

import io.github.wakegate.Event;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Installs the library in an OSGi framework, and uses the class that the framework loads from its exported package. */
public final class Installed {
    private Installed() {
    }

    /**
     * Installs and uses it.
     *
     * @param args none
     * @throws Exception if the framework refuses the bundle
     */
    public static void main(String[] args) throws Exception {
        String jar = Event.class.getProtectionDomain().getCodeSource().getLocation().toString();
        Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, "target/felix", Constants.FRAMEWORK_STORAGE_CLEAN, "onFirstInit"));
        framework.start();
        try {
            Bundle library = framework.getBundleContext().installBundle(jar);
            library.start();
            Class<?> event = library.loadClass(Event.class.getName());
            if (event == Event.class) {
                throw new AssertionError("loaded from the class path, not from the bundle");
            }
            Object done = event.getConstructor().newInstance();
            if (!event.getMethod("set").invoke(done).equals(true)) {
                throw new AssertionError(done);
            }
            event.getMethod("await").invoke(done);
            System.out.println("bundle " + library + " exports " + library.getHeaders().get(Constants.EXPORT_PACKAGE));
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }
}
