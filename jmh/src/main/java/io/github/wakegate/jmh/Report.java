// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tables of ratios and charts from JMH's JSON, written beside it. A sample is what one JVM measured in one round: its
 * mean, or of what was counted once for each shot the median; of the last to run the worst shot, too.
 */
final class Report {
    private static final String EVENT = "EVENT";
    private static final String AGAIN = "EVENT_AGAIN";
    /** The peers that nobody would use, but that nobody can beat. */
    private static final List<String> LIMITS = List.of("SPIN", "PARK");
    private static final String MORE_IS_BETTER = " (throughput: more is better)";

    private final Path json;
    private final JsonArray runs;
    /** Scenario (benchmark, parameters but the peer, metric), then peer, then the samples by round. */
    private final Map<String, Map<String, List<Double>>> samples = new TreeMap<>();

    Report(Path json) throws IOException {
        this.json = json;
        runs = Raw.read(json);
        for (JsonElement element : runs) {
            JsonObject run = element.getAsJsonObject();
            String benchmark = run.get("benchmark").getAsString().replaceFirst(".*\\.jmh\\.", "");
            Map<String, String> params = new TreeMap<>();
            if (run.has("params")) {
                run.getAsJsonObject("params").entrySet()
                        .forEach(param -> params.put(param.getKey(), param.getValue().getAsString()));
            }
            String peer = params.containsKey("peer") ? params.remove("peer") : EVENT;
            String scenario = (benchmark + " " + String.join(" ", params.values())).trim();
            JsonObject primary = run.getAsJsonObject("primaryMetric");
            JsonObject secondary = run.getAsJsonObject("secondaryMetrics");
            if (!run.get("mode").getAsString().equals("ss")) {
                add(scenario + ", " + primary.get("scoreUnit").getAsString(), peer, primary.get("score").getAsDouble());
            }
            secondary.entrySet().forEach(metric -> {
                JsonObject value = metric.getValue().getAsJsonObject();
                List<Double> shots = values(value.getAsJsonArray("rawData"));
                if (metric.getKey().matches("\\w+(Micros|Nanos|Bytes|Permits|PerTake)")) {
                    add(scenario + ", " + metric.getKey(), peer, median(shots));
                } else if (metric.getKey().matches("\\w*[pP]erSecond")) {
                    add(scenario + ", " + metric.getKey() + MORE_IS_BETTER, peer, median(shots));
                } else if (metric.getKey().endsWith("gc.alloc.rate.norm")) {
                    add(scenario + ", allocated B/op", peer, value.get("score").getAsDouble());
                }
                if (metric.getKey().equals("lastMicros")) {
                    add(scenario + ", lastMicros of the worst shot", peer, Collections.max(shots));
                }
            });
        }
    }

    private void add(String scenario, String peer, double sample) {
        samples.computeIfAbsent(scenario, some -> new TreeMap<>())
                .computeIfAbsent(peer, some -> new ArrayList<>()).add(sample);
    }

    private static List<Double> values(JsonArray forks) {
        List<Double> values = new ArrayList<>();
        forks.forEach(fork -> fork.getAsJsonArray().forEach(value -> values.add(value.getAsDouble())));
        return values;
    }

    private static double median(List<Double> values) {
        return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }

    void write() throws IOException {
        String name = json.getFileName().toString().replaceFirst("\\.json\\.gz$", "");
        Path page = json.resolveSibling(name + ".md");
        Files.writeString(page, page());
        System.out.println("Report: " + page);
        chart(name + "-handoff", "Hand-off between two threads", "ns a round trip", "", List.of(""),
                "HotHandOff.roundTrip%s, ns/op");
        chart(name + "-oversubscribed", "Hand-offs on two processors", "round trips a second, of all pairs", " pairs",
                List.of("4", "16"), "Oversubscribed.play %s, perSecond" + MORE_IS_BETTER);
        List<String> sizes = List.of("8", "64", "512");
        chart(name + "-broadcast", "Until the last waiting thread runs", "µs", " threads", sizes,
                "Broadcast.wake PLATFORM_%s, lastMicros");
        chart(name + "-set", "The call that wakes them", "µs", " threads", sizes,
                "Broadcast.wake PLATFORM_%s, setMicros");
    }

    /** A panel for each group, of the scenario that it makes of the text. */
    private void chart(String file, String title, String unit, String things, List<String> groups, String scenario)
            throws IOException {
        Chart chart = new Chart(title, unit, scenario.endsWith(MORE_IS_BETTER), Report::number);
        for (String group : groups) {
            Map<String, List<Double>> peers = new TreeMap<>(samples.getOrDefault(scenario.formatted(group), Map.of()));
            peers.remove(AGAIN);
            if (!peers.isEmpty()) {
                chart.add(group + things, peers);
            }
        }
        chart.write(json.toAbsolutePath().getParent(), file);
    }

    private String page() {
        JsonObject first = runs.get(0).getAsJsonObject();
        StringBuilder page = new StringBuilder(String.format("# Benchmarks on %s %s%n%n",
                first.get("vmName").getAsString(), first.get("vmVersion").getAsString()));
        page.append(String.format("%s, %d processors. %d runs, each in a JVM of its own; from `%s`.%n%n",
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), runs.size(),
                json.getFileName()));
        page.append("""
                Each line: the median of the rounds and their range, the ratio to the best peer and to the limit, and \
                `Event` divided by this peer, with a 95 % confidence interval (below 1: `Event` is better; of a \
                throughput: above 1). The line \
                EVENT_AGAIN measures the same thing twice: what it says other than 1 is noise.

                """);
        samples.forEach((scenario, peers) -> page.append(table(scenario, peers)));
        return page.toString();
    }

    private static String table(String scenario, Map<String, List<Double>> peers) {
        int sign = scenario.endsWith(MORE_IS_BETTER) ? -1 : 1;
        double best = sign * peers.entrySet().stream()
                .filter(peer -> !LIMITS.contains(peer.getKey()) && !peer.getKey().startsWith(EVENT))
                .mapToDouble(peer -> sign * median(peer.getValue())).min().orElse(Double.NaN);
        double limit = peers.entrySet().stream().filter(peer -> LIMITS.contains(peer.getKey()))
                .mapToDouble(peer -> median(peer.getValue())).min().orElse(Double.NaN);
        StringBuilder table = new StringBuilder("## " + scenario + "\n\n"
                + "| | median | range | to the best peer | to the limit | Event / this |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: |\n");
        peers.entrySet().stream()
                .sorted((a, b) -> sign * Double.compare(median(a.getValue()), median(b.getValue())))
                .forEach(peer -> {
                    double[] values = peer.getValue().stream().mapToDouble(Double::doubleValue).toArray();
                    double median = median(peer.getValue());
                    table.append(String.format(Locale.ROOT, "| %s | %s | %s–%s | %s | %s | %s |%n", peer.getKey(),
                            number(median), number(StatUtils.min(values)), number(StatUtils.max(values)),
                            number(median / best), number(median / limit),
                            peer.getKey().equals(EVENT) ? "" : ratio(peers.get(EVENT), peer.getValue())));
                });
        return table.append('\n').toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        return value == 0 || value >= 100 ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    /** The geometric mean of the rounds' ratios, and its 95 % interval by the percentile bootstrap (Efron). */
    private static String ratio(List<Double> event, List<Double> peer) {
        int rounds = event == null ? 0 : Math.min(event.size(), peer.size());
        double[] logs = IntStream.range(0, rounds).mapToDouble(i -> Math.log(event.get(i) / peer.get(i))).toArray();
        if (rounds == 0 || Arrays.stream(logs).anyMatch(log -> !Double.isFinite(log))) {
            return "";
        }
        Random random = new Random(42);
        double[] means = IntStream.range(0, 10_000)
                .mapToDouble(i -> random.ints(rounds, 0, rounds).mapToDouble(r -> logs[r]).average().orElseThrow())
                .toArray();
        return String.format("%s [%s, %s]", number(Math.exp(StatUtils.mean(logs))),
                number(Math.exp(StatUtils.percentile(means, 2.5))),
                number(Math.exp(StatUtils.percentile(means, 97.5))));
    }
}
