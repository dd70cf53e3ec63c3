// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.support;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, for what depends on its settings: runs a main class of the tests. */
public final class Jvm {
    private final List<String> options = new ArrayList<>();
    private Path home = Path.of(System.getProperty("java.home"));
    private String classPath = System.getProperty("java.class.path");
    private Duration patience = Duration.ofMinutes(10);

    public Jvm(String... options) {
        this.options.addAll(List.of(options));
    }

    /** What this JVM opens to the tests is open there, too. */
    public Jvm opened() {
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens")).forEach(options::add);
        return this;
    }

    /** These classes instead of those of the library. */
    public Jvm with(Mutant mutant) throws IOException {
        classPath = mutant.classes() + System.getProperty("path.separator") + classPath;
        return this;
    }

    /** Another JDK. */
    public Jvm of(Path home) {
        this.home = home;
        return this;
    }

    /** It may take so many minutes. */
    public Jvm patience(int minutes) {
        patience = Duration.ofMinutes(minutes);
        return this;
    }

    /** Everything that it printed, once it has ended. */
    public String run(Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Waiter<String> output = Waiter.start(() -> new String(process.getInputStream().readAllBytes()).trim());
        try {
            return output.result(patience);
        } finally {
            process.destroyForcibly();
        }
    }
}
