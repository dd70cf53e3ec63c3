// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks in rounds: in each round every case, a benchmark with its parameters, gets one JVM of its own, in
 * an order shuffled anew. So the peers share the good and the bad moments of the machine, and a round is one sample.
 */
public final class Main {
    private static final String PACKAGE = Main.class.getPackageName() + ".";
    private static final String QUICK =
            "HotHandOff.roundTrip|ColdWakeUp|Broadcast.wake PLATFORM_(64|512) (EVENT|COUNT|WAIT|COMPLETABLE)";

    /** What the targets are about: each scenario with the peers that it has to be compared with. */
    private static final String TARGETS = "^(" + String.join("|",
            "HotHandOff.roundTrip (EVENT|EVENT_AGAIN|SPIN|EXCHANGER|SYNCHRONOUS_QUEUE|CONDITION|COMPLETABLE_FUTURE)",
            "Oversubscribed.play (4|16) (EVENT|EVENT_AGAIN|WAIT_NOTIFY|COUNT_DOWN_LATCH)",
            "Oversubscribed.playBesideBusy (1|4) (EVENT|EVENT_AGAIN|WAIT_NOTIFY|COUNT_DOWN_LATCH)",
            "Busy.wake \\d+ (EVENT|EVENT_AGAIN|PHASER|COMPLETABLE_FUTURE)",
            "ColdWakeUp.wake (EVENT|EVENT_AGAIN|COUNT_DOWN_LATCH|COMPLETABLE_FUTURE|PHASER)",
            "Broadcast.wake \\w+ (EVENT|EVENT_AGAIN|COUNT_DOWN_LATCH|COMPLETABLE_FUTURE|PHASER)",
            "Timeouts.AllTogether.giveUp \\w+ (EVENT|CONDITION|PARK)",
            "Taking.\\w+ (EVENT|SEMAPHORE|CONDITION)",
            "SetWithFutures.set (EVENT|EVENT_AGAIN|COMPLETABLE_FUTURE|COMPLETE_ASYNC)",
            "BlockingActions.set \\w+ (EVENT|EVENT_AGAIN|COMPLETABLE_FUTURE)",
            "Serial.wake \\w+ (EVENT|EVENT_AGAIN|COUNT_DOWN_LATCH|COMPLETABLE_FUTURE|PHASER)",
            "Habit.play (EVENT|EVENT_AGAIN|SPIN)",
            "ManyEvents.any",
            "Gauge.poll \\w+",
            "WhileWaiting.tenThousandFiftyMicros (EVENT|EVENT_AGAIN|COUNT_DOWN_LATCH)",
            "Footprint.count \\w+",
            "Start.first (EVENT|COUNT_DOWN_LATCH)",
            "Recorder.aMicrosecond \\w+",
            "StrayPermits.\\w+ (EVENT|COMPLETABLE_FUTURE)") + ")$";

    private Main() {
    }

    /** One benchmark with one choice of its parameters. */
    private record Case(String benchmark, SortedMap<String, String> params) {

        static List<Case> of(BenchmarkListEntry entry) {
            List<Case> cases = List.of(new Case(entry.getUsername(), new TreeMap<>()));
            for (Map.Entry<String, String[]> param : entry.getParams().orElse(Map.of()).entrySet()) {
                List<Case> product = new ArrayList<>();
                for (Case some : cases) {
                    for (String value : param.getValue()) {
                        SortedMap<String, String> params = new TreeMap<>(some.params);
                        params.put(param.getKey(), value);
                        product.add(new Case(some.benchmark, params));
                    }
                }
                cases = product;
            }
            return cases;
        }

        boolean canRun() {
            return Crew.Kind.VIRTUAL.isAvailable()
                    || !params.getOrDefault("crowd", "").startsWith(Crew.Kind.VIRTUAL.name());
        }

        RunResult run(boolean smoke) throws Exception {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("^" + Pattern.quote(benchmark) + "$")
                    .forks(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            params.forEach(options::param);
            if (Runtime.version().feature() >= 23) {
                options.jvmArgsAppend("--sun-misc-unsafe-memory-access=allow"); // JMH uses it, and a user can't help it
            }
            if (benchmark.contains("Uncontended") || benchmark.contains("Recorder")) {
                options.addProfiler(GCProfiler.class);
            }
            if (params.getOrDefault("crowd", "").endsWith("_100000")) {
                options.warmupIterations(1).measurementIterations(5); // a shot of some peers takes ten seconds
            }
            if (smoke) {
                options.jvmArgsAppend("-Dwakegate.jmh.warm=0");
                options.warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(10));
            }
            return new Runner(options.build(), OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT))
                    .runSingle();
        }

        @Override
        public String toString() {
            return (benchmark.substring(PACKAGE.length()) + " " + String.join(" ", params.values())).trim();
        }
    }

    public static void main(String[] args) throws Exception {
        OptionParser parser = new OptionParser();
        OptionSpec<Void> help = parser.acceptsAll(List.of("h", "help"), "Print this.").forHelp();
        OptionSpec<Void> list = parser.accepts("list", "List the cases and run none.");
        OptionSpec<Void> quick = parser.accepts("quick", "A rough answer in a few minutes: two rounds of hand-off, "
                + "cold wake-up and broadcast.");
        OptionSpec<Void> targets = parser.accepts("targets", "Only the cases that the project's targets are about.");
        OptionSpec<Void> smoke = parser.accepts("smoke", "One round for a moment, just to see that it runs.");
        OptionSpec<Integer> rounds = parser.accepts("rounds", "How many rounds.")
                .withRequiredArg().ofType(Integer.class).defaultsTo(7);
        OptionSpec<String> select = parser.accepts("t", "The cases to run: a regular expression on what --list prints.")
                .withRequiredArg();
        OptionSpec<String> out = parser.accepts("o",
                "The file for the results, JMH's JSON, compressed; the report goes beside it.")
                .withRequiredArg().defaultsTo("results.json.gz");
        OptionSpec<String> report = parser.accepts("report", "Run nothing, report on this file.").withRequiredArg();
        OptionSet options = parser.parse(args);
        if (options.has(help)) {
            parser.printHelpOn(System.out);
            return;
        }
        if (options.has(report)) {
            new Report(Path.of(options.valueOf(report))).write();
            return;
        }

        Pattern selected = Pattern.compile(options.has(select) ? options.valueOf(select)
                : options.has(targets) ? TARGETS : options.has(quick) ? QUICK : "");
        List<Case> cases = new ArrayList<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())) {
            Case.of(entry).stream().filter(Case::canRun)
                    .filter(some -> selected.matcher(some.toString()).find()).forEach(cases::add);
        }
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("no case matches " + selected + ": see --list");
        }
        if (options.has(list)) {
            cases.forEach(System.out::println);
            return;
        }
        int wanted = options.has(smoke) ? 1 : options.has(quick) && !options.has(rounds) ? 2 : options.valueOf(rounds);
        run(cases, wanted, options.has(smoke), Path.of(options.valueOf(out)));
        new Report(Path.of(options.valueOf(out))).write();
    }

    /** The results of all rounds so far are written after each, so that one can stop at any time. */
    private static void run(List<Case> cases, int rounds, boolean smoke, Path out) throws Exception {
        List<RunResult> results = new ArrayList<>();
        long start = System.nanoTime();
        int total = rounds * cases.size();
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(cases);
            for (Case some : cases) {
                RunResult result = some.run(smoke);
                results.add(result);
                Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
                Duration left = elapsed.multipliedBy(total - results.size()).dividedBy(results.size());
                Result<?> primary = result.getPrimaryResult();
                System.out.printf(Locale.ROOT, "%d of %d, %d:%02d left: %s %.3f %s%n", results.size(), total,
                        left.toMinutes(), left.toSecondsPart(), some, primary.getScore(), primary.getScoreUnit());
            }
            Raw.write(results, out);
        }
    }
}
