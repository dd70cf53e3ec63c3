// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** JMH's JSON, compressed, without what follows from the rest, and with the digits that say something. */
final class Raw {
    /** Statistics of the values; and the path of the JVM: its name and version say which it was. */
    private static final Set<String> SAID_ELSEWHERE =
            Set.of("scoreError", "scoreConfidence", "scorePercentiles", "jvm");
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

    private Raw() {
    }

    static void write(Collection<RunResult> results, Path file) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
                .writeOut(results);
        Gson gson = new Gson();
        try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)),
                StandardCharsets.UTF_8)) {
            gson.toJson(brief(gson.fromJson(json.toString(StandardCharsets.UTF_8), JsonElement.class)), writer);
        }
    }

    private static JsonElement brief(JsonElement json) {
        if (json instanceof JsonObject object) {
            JsonObject brief = new JsonObject();
            object.entrySet().stream().filter(entry -> !SAID_ELSEWHERE.contains(entry.getKey()))
                    .forEach(entry -> brief.add(entry.getKey(), brief(entry.getValue())));
            return brief;
        }
        if (json instanceof JsonArray array) {
            JsonArray brief = new JsonArray();
            array.forEach(element -> brief.add(brief(element)));
            return brief;
        }
        return json instanceof JsonPrimitive value && value.isNumber()
                ? new JsonPrimitive(new BigDecimal(value.getAsString()).round(DIGITS)) : json;
    }

    static JsonArray read(Path file) throws IOException {
        try (Reader reader = new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, JsonArray.class);
        }
    }
}
