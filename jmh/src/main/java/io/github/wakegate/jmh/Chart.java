// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.google.common.base.CaseFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.apache.commons.math3.stat.StatUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/**
 * A chart of peers, the best on top: a dot for the median of the rounds, a line for their range, and the value. One
 * file for light pages, one for dark ones. Each text says how long it is here, so that it is so with all fonts.
 */
final class Chart {
    private static final Font FONT = new Font("sans-serif", Font.PLAIN, 13);
    private static final int WIDTH = 760;
    private static final int ROW = 24;
    private static final Pattern TEXT = Pattern.compile("<text ((?=[^>]*font-size: 13px)[^>]*>([^<]*)</text>)");
    private static final Map<String, String> NAMES = Map.of("WAIT_NOTIFY", "wait / notifyAll",
            "SPIN", "volatile, spun on", "GUAVA_MONITOR", "Guava's Monitor");

    /** The colours of GitHub's pages. */
    private enum Theme {
        LIGHT(".svg", 0x59636e, 0x0969da, 0xd1d9e0), DARK("-dark.svg", 0x9198a1, 0x4493f8, 0x3d444d);

        private final String suffix;
        private final Color others;
        private final Color event;
        private final Color grid;

        Theme(String suffix, int others, int event, int grid) {
            this.suffix = suffix;
            this.others = new Color(others);
            this.event = new Color(event);
            this.grid = new Color(grid);
        }
    }

    private final String title;
    private final String unit;
    private final boolean moreIsBetter;
    private final DoubleFunction<String> number;
    private final Map<String, Map<String, List<Double>>> groups = new LinkedHashMap<>();

    Chart(String title, String unit, boolean moreIsBetter, DoubleFunction<String> number) {
        this.title = title;
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
        this.number = number;
    }

    /** One more group of peers, with the samples of each. */
    void add(String group, Map<String, List<Double>> peers) {
        groups.put(group, peers);
    }

    private LogarithmicAxis axis(Theme theme) {
        LogarithmicAxis axis = new LogarithmicAxis(
                unit + ", logarithmic: " + (moreIsBetter ? "more is better" : "less is better"));
        axis.setLog10TickLabelsFlag(false);
        axis.setStrictValuesFlag(false);
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setLabelFont(FONT);
        axis.setLabelPaint(theme.others);
        axis.setTickLabelFont(FONT);
        axis.setTickLabelPaint(theme.others);
        axis.setAxisLinePaint(theme.grid);
        axis.setTickMarkPaint(theme.grid);
        axis.setUpperMargin(0.12); // for the value beside the last dot
        return axis;
    }

    private XYPlot panel(String group, Map<String, List<Double>> peers, Theme theme) {
        ToDoubleFunction<String> middle = peer -> median(peers.get(peer));
        Comparator<String> best = Comparator.comparingDouble(middle);
        List<String> sorted = peers.keySet().stream().sorted(moreIsBetter ? best.reversed() : best).toList();
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        XYIntervalSeries event = new XYIntervalSeries("Event");
        XYIntervalSeries others = new XYIntervalSeries("others");
        for (int i = 0; i < sorted.size(); i++) {
            List<Double> values = peers.get(sorted.get(i));
            (sorted.get(i).startsWith("EVENT") ? event : others)
                    .add(median(values), Collections.min(values), Collections.max(values), i, i, i);
        }
        data.addSeries(event);
        data.addSeries(others);

        XYErrorRenderer dots = new XYErrorRenderer();
        dots.setDrawYError(false);
        dots.setCapLength(6);
        dots.setDrawOutlines(false);
        dots.setDefaultItemLabelsVisible(true);
        dots.setDefaultItemLabelFont(FONT);
        dots.setDefaultItemLabelGenerator((some, series, item) -> number.apply(some.getXValue(series, item)));
        dots.setDefaultPositiveItemLabelPosition(new ItemLabelPosition(ItemLabelAnchor.OUTSIDE12,
                TextAnchor.BOTTOM_CENTER));
        for (int series = 0; series < 2; series++) {
            Color color = series == 0 ? theme.event : theme.others;
            dots.setSeriesPaint(series, color);
            dots.setSeriesItemLabelPaint(series, color);
            dots.setSeriesShape(series, new Ellipse2D.Double(-4.5, -4.5, 9, 9));
            dots.setSeriesStroke(series, new BasicStroke(1.5f));
        }
        SymbolAxis names = new SymbolAxis(group, sorted.stream().map(Chart::name).toArray(String[]::new));
        names.setInverted(true);
        names.setGridBandsVisible(false);
        names.setRange(-0.8, sorted.size() - 0.4);
        names.setTickLabelFont(FONT);
        names.setTickLabelPaint(theme.others);
        names.setLabelFont(FONT);
        names.setLabelPaint(theme.others);
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        XYPlot panel = new XYPlot(data, null, names, dots);
        panel.setBackgroundPaint(null);
        panel.setOutlineVisible(false);
        panel.setRangeGridlinesVisible(false);
        panel.setDomainGridlinePaint(theme.grid);
        return panel;
    }

    private static double median(List<Double> values) {
        return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }

    private static String name(String peer) {
        return NAMES.getOrDefault(peer, CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, peer));
    }

    /** Writes {@code name.svg} and {@code name-dark.svg}. */
    void write(Path folder, String name) throws IOException {
        int rows = groups.values().stream().mapToInt(Map::size).sum();
        if (rows < 2) {
            return; // nothing to compare
        }
        for (Theme theme : Theme.values()) {
            CombinedDomainXYPlot panels = new CombinedDomainXYPlot(axis(theme));
            panels.setGap(14);
            groups.forEach((group, peers) -> panels.add(panel(group, peers, theme), peers.size()));
            JFreeChart chart = new JFreeChart(title, new Font("sans-serif", Font.BOLD, 15), panels, false);
            chart.setBackgroundPaint(null);
            chart.getTitle().setPaint(theme.others);
            int height = 110 + 14 * groups.size() + (ROW + 6) * rows;
            SVGGraphics2D svg = new SVGGraphics2D(WIDTH, height);
            svg.setDefsKeyPrefix(""); // not the time: the same results give the same file
            svg.setGeomDoubleConverter(value -> String.format(Locale.ROOT, "%.1f", value));
            chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, height));
            Path file = folder.resolve(name + theme.suffix);
            FontMetrics metrics = svg.getFontMetrics(FONT);
            Files.writeString(file, TEXT.matcher(svg.getSVGElement()).replaceAll(text ->
                    "<text lengthAdjust='spacingAndGlyphs' textLength='"
                    + metrics.stringWidth(text.group(2).replace("&apos;", "'")) + "' " + text.group(1)) + "\n");
            System.out.println("Chart: " + file.getFileName());
        }
    }
}
