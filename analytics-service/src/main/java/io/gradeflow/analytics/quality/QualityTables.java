package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.forms.FormAnalysis;
import io.gradeflow.analytics.forms.FormAnalysis.Scores;
import io.gradeflow.analytics.forms.Reliability;
import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.forms.Reliability.Withheld;
import io.gradeflow.analytics.items.Correlation;
import io.gradeflow.analytics.items.Flag;
import io.gradeflow.analytics.items.ItemAnalysis;
import io.gradeflow.analytics.items.ItemAnalysis.Points;
import io.gradeflow.analytics.items.Proportion;
import io.gradeflow.analytics.population.ItemId;
import io.gradeflow.analytics.quality.ItemsView.ItemView;
import io.gradeflow.analytics.quality.TestsView.TestView;
import io.gradeflow.platform.http.CsvTable;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Items and tests as tables. */
final class QualityTables {

    private QualityTables() {}

    /** A row an item. */
    static CsvTable ofItems(ItemsView view) {
        CsvTable table = new CsvTable(
                "question",
                "revision",
                "externalId",
                "n",
                "exposure",
                "facility",
                "low",
                "high",
                "meanScore",
                "standardDeviation",
                "itemRest",
                "itemRestLow",
                "itemRestHigh",
                "itemTotal",
                "discrimination",
                "medianMillis",
                "drift",
                "driftLow",
                "driftHigh",
                "flags",
                "counts",
                "withRest",
                "timed",
                "itemTotalLow",
                "itemTotalHigh",
                "maximum",
                "variance",
                "restVariance",
                "covariance",
                "largestCovariance",
                "efficiency",
                "effectiveWeight",
                "provisional",
                "unfit");
        view.items().forEach(item -> {
            ItemAnalysis figures = item.figures();
            table.row(
                    item.question(),
                    item.revision(),
                    item.externalId(),
                    figures.n(),
                    figures.exposure(),
                    of(figures.facility(), Proportion::share),
                    of(figures.facility(), Proportion::low),
                    of(figures.facility(), Proportion::high),
                    figures.meanScore(),
                    figures.standardDeviation(),
                    of(figures.itemRest(), Correlation::value),
                    of(figures.itemRest(), Correlation::low),
                    of(figures.itemRest(), Correlation::high),
                    of(figures.itemTotal(), Correlation::value),
                    figures.discrimination(),
                    figures.medianMillis(),
                    of(item.drift(), drift -> drift.difference()),
                    of(item.drift(), drift -> drift.low()),
                    of(item.drift(), drift -> drift.high()),
                    figures.flags().stream().map(Flag::kind).toList(),
                    figures.counts(),
                    figures.withRest(),
                    figures.timed(),
                    of(figures.itemTotal(), Correlation::low),
                    of(figures.itemTotal(), Correlation::high),
                    of(figures.points(), Points::maximum),
                    of(figures.points(), Points::variance),
                    of(figures.points(), Points::restVariance),
                    of(figures.points(), Points::covariance),
                    of(figures.points(), Points::largestCovariance),
                    of(figures.points(), Points::efficiency),
                    of(figures.points(), Points::effectiveWeight),
                    view.population().provisional(),
                    view.population().unfit());
        });
        return table;
    }

    /** A row a flag of an item. */
    static CsvTable ofFlags(ItemsView view) {
        CsvTable table =
                new CsvTable("question", "revision", "externalId", "flag", "option", "reason", "correction", "preview");
        view.items()
                .forEach(item -> item.figures()
                        .flags()
                        .forEach(flag -> table.row(
                                item.question(),
                                item.revision(),
                                item.externalId(),
                                flag.kind(),
                                flag.option(),
                                flag.reason(),
                                item.correction(),
                                item.preview())));
        return table;
    }

    /** A row an option of an item. */
    static CsvTable ofOptions(ItemsView view) {
        CsvTable table = answers("option");
        view.items()
                .forEach(item -> item.figures()
                        .options()
                        .forEach(option -> add(
                                table, item, option.option(), option.key(), option.chosen(), option.correlation())));
        return table;
    }

    /** A row a set of options that was chosen together; the set is empty for a blank. */
    static CsvTable ofPatterns(ItemsView view) {
        CsvTable table = answers("pattern");
        view.items()
                .forEach(item -> item.figures()
                        .patterns()
                        .forEach(pattern -> add(
                                table,
                                item,
                                pattern.chosen().stream().sorted().toList(),
                                pattern.key(),
                                pattern.share(),
                                pattern.correlation())));
        return table;
    }

    /** A row an option of a group. */
    static CsvTable ofCurves(CurvesView view) {
        CsvTable table = new CsvTable("groupLow", "groupHigh", "option", "key", "n", "count", "share", "low", "high");
        view.groups()
                .forEach(group -> group.options()
                        .forEach(option -> table.row(
                                group.low(),
                                group.high(),
                                option.option(),
                                option.key(),
                                option.chosen().trials(),
                                option.chosen().successes(),
                                option.chosen().share(),
                                option.chosen().low(),
                                option.chosen().high())));
        return table;
    }

    private static CsvTable answers(String what) {
        return new CsvTable(
                "question",
                "revision",
                "externalId",
                what,
                "key",
                "n",
                "count",
                "share",
                "low",
                "high",
                "correlation",
                "correlationLow",
                "correlationHigh");
    }

    private static void add(
            CsvTable table,
            ItemView item,
            Object what,
            boolean key,
            Proportion chosen,
            @Nullable Correlation correlation) {
        table.row(
                item.question(),
                item.revision(),
                item.externalId(),
                what,
                key,
                chosen.trials(),
                chosen.successes(),
                chosen.share(),
                chosen.low(),
                chosen.high(),
                of(correlation, Correlation::value),
                of(correlation, Correlation::low),
                of(correlation, Correlation::high));
    }

    /** A row a blueprint, and after it one each of its forms. */
    static CsvTable ofTests(TestsView view) {
        CsvTable table = new CsvTable(
                "blueprint",
                "form",
                "n",
                "items",
                "unit",
                "maximum",
                "mean",
                "median",
                "standardDeviation",
                "skewness",
                "kurtosis",
                "alpha",
                "alphaLow",
                "alphaHigh",
                "standardError",
                "passRate",
                "passRateLow",
                "passRateHigh",
                "passed",
                "kr20",
                "errorRatio",
                "interItemMean",
                "interItemDeviation",
                "alphaWithheld",
                "provisional",
                "unfit");
        view.tests().forEach(test -> {
            add(table, test, null, test.figures());
            test.forms().forEach(form -> add(table, test, form.form(), form.figures()));
        });
        return table;
    }

    private static void add(CsvTable table, TestView test, @Nullable UUID form, FormAnalysis figures) {
        Known reliability = known(figures.reliability());
        table.row(
                test.blueprint(),
                form,
                figures.n(),
                figures.items(),
                figures.unit(),
                figures.maximum(),
                of(figures.scores(), Scores::mean),
                of(figures.scores(), Scores::median),
                of(figures.scores(), Scores::standardDeviation),
                of(figures.scores(), Scores::skewness),
                of(figures.scores(), Scores::kurtosis),
                of(reliability, Known::alpha),
                of(reliability, Known::low),
                of(reliability, Known::high),
                of(reliability, Known::standardError),
                of(figures.passRate(), Proportion::share),
                of(figures.passRate(), Proportion::low),
                of(figures.passRate(), Proportion::high),
                of(figures.passRate(), Proportion::successes),
                of(reliability, Known::kr20),
                of(reliability, Known::errorRatio),
                of(reliability, Known::interItemMean),
                of(reliability, Known::interItemDeviation),
                figures.reliability() instanceof Withheld withheld ? withheld.text() : null,
                test.population().provisional(),
                test.population().unfit());
    }

    /** A row a band of scores of a blueprint, and after these those of each of its forms. */
    static CsvTable ofDistribution(TestsView view) {
        CsvTable table = new CsvTable("blueprint", "form", "from", "to", "attempts");
        view.tests().forEach(test -> {
            addBands(table, test, null, test.figures());
            test.forms().forEach(form -> addBands(table, test, form.form(), form.figures()));
        });
        return table;
    }

    private static void addBands(CsvTable table, TestView test, @Nullable UUID form, FormAnalysis figures) {
        figures.distribution()
                .forEach(band -> table.row(test.blueprint(), form, band.from(), band.to(), band.attempts()));
    }

    /** A row an item of a form, in the form's order. */
    static CsvTable ofFormItems(TestsView view) {
        CsvTable table = new CsvTable("blueprint", "form", "question", "revision");
        view.tests()
                .forEach(test -> test.forms()
                        .forEach(form -> form.items()
                                .forEach(item ->
                                        table.row(test.blueprint(), form.form(), item.question(), item.revision()))));
        return table;
    }

    /** A row an item of a form: the form's alpha without it. */
    static CsvTable ofAlphaWithout(TestsView view) {
        CsvTable table = new CsvTable("blueprint", "form", "question", "revision", "alpha");
        view.tests()
                .forEach(test -> test.forms().forEach(form -> {
                    Known reliability = known(form.figures().reliability());
                    if (reliability != null) {
                        reliability.without().forEach(without -> {
                            ItemId item = ItemId.parse(without.item());
                            table.row(test.blueprint(), form.form(), item.question(), item.revision(), without.alpha());
                        });
                    }
                }));
        return table;
    }

    private static @Nullable Known known(Reliability reliability) {
        return reliability instanceof Known known ? known : null;
    }

    private static <T> @Nullable Object of(@Nullable T figures, Function<T, @Nullable Object> figure) {
        return figures == null ? null : figure.apply(figures);
    }
}
