// SPDX-License-Identifier: Apache-2.0
package io.github.wakegate.jmh;

import com.google.common.base.CaseFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
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
 * A chart of peers, the best on top: a dot for the median of the rounds, a line for their range, and the value. Event
 * is in colour, the others in a grey that can be read on a light page and on a dark one.
 */
final class Chart {
    private static final Color GREY = new Color(0x7d8590);
    private static final Color COLOUR = new Color(0x2f81f7);
    private static final Font FONT = new Font("sans-serif", Font.PLAIN, 13);
    private static final int WIDTH = 760;
    private static final int ROW = 24;
    private static final Map<String, String> NAMES = Map.of("WAIT_NOTIFY", "wait / notifyAll",
            "SPIN", "volatile, spun on", "GUAVA_MONITOR", "Guava's Monitor");

    private final String title;
    private final boolean moreIsBetter;
    private final CombinedDomainXYPlot panels;
    private int rows;

    Chart(String title, String unit, boolean moreIsBetter) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
        LogarithmicAxis axis = new LogarithmicAxis(unit);
        axis.setLog10TickLabelsFlag(false);
        axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setLabelFont(FONT);
        axis.setLabelPaint(GREY);
        axis.setTickLabelFont(FONT);
        axis.setTickLabelPaint(GREY);
        axis.setAxisLinePaint(GREY);
        axis.setTickMarksVisible(false);
        axis.setTickLabelsVisible(false); // the values are written
        axis.setMinorTickMarksVisible(false);
        axis.setUpperMargin(0.12); // for the value beside the last dot
        panels = new CombinedDomainXYPlot(axis);
        panels.setGap(14);
    }

    /** One more group of peers, with the samples of each. */
    Chart add(String group, Map<String, List<Double>> peers, DoubleFunction<String> number) {
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
            Color color = series == 0 ? COLOUR : GREY;
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
        names.setTickLabelPaint(GREY);
        names.setLabelFont(FONT);
        names.setLabelPaint(GREY);
        names.setAxisLineVisible(false);
        names.setTickMarksVisible(false);
        XYPlot panel = new XYPlot(data, null, names, dots);
        panel.setBackgroundPaint(null);
        panel.setOutlineVisible(false);
        panel.setRangeGridlinesVisible(false);
        panel.setDomainGridlinesVisible(false);
        panels.add(panel, sorted.size());
        rows += sorted.size();
        return this;
    }

    private static double median(List<Double> values) {
        return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }

    private static String name(String peer) {
        return NAMES.getOrDefault(peer, CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, peer));
    }

    void write(Path file) throws IOException {
        if (rows < 2) {
            return; // nothing to compare
        }
        int height = 110 + 14 * panels.getSubplots().size() + (ROW + 6) * rows;
        JFreeChart chart = new JFreeChart(title, new Font("sans-serif", Font.BOLD, 15), panels, false);
        chart.setBackgroundPaint(null);
        chart.getTitle().setPaint(GREY);
        SVGGraphics2D svg = new SVGGraphics2D(WIDTH, height);
        svg.setGeomDoubleConverter(value -> String.format(Locale.ROOT, "%.1f", value));
        chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, height));
        Files.writeString(file, svg.getSVGElement() + "\n");
        System.out.println("Chart: " + file.getFileName());
    }
}
