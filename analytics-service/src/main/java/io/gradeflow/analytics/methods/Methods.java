package io.gradeflow.analytics.methods;

import io.gradeflow.analytics.ability.PassCurve;
import io.gradeflow.analytics.ability.Rasch;
import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.forms.Reliability;
import io.gradeflow.analytics.items.Correlation;
import io.gradeflow.analytics.items.ExtremeGroups;
import io.gradeflow.analytics.items.Flags;
import io.gradeflow.analytics.items.Item;
import io.gradeflow.analytics.topics.Views;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** All methods, with the limits that the code itself uses. */
public final class Methods {

    private static final String POPULATION =
            "Each learner's first finished attempt in exam or imported mode; a blank has what the key gives it, which is nothing as"
                    + " a rule; an attempt for which the item was withdrawn is left out.";

    private Methods() {}

    /** In the order in which they build on each other; every name once. */
    public static List<Method> all() {
        return Stream.of(topics(), items(), flags(), forms(), ability())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Method> topics() {
        return List.of(
                new Method(
                        "interval",
                        "Score interval of a share at the 95 % level, without continuity correction.",
                        "E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.",
                        "Shown with every share, from one answer on."),
                new Method(
                        "accuracy",
                        "Answers with full credit as a share of all answers.",
                        "A rule of this house.",
                        "Of answers that count: of an exam once it is over, none of a voided attempt or a withdrawn question. A"
                                + " topic's are those to the questions that stand below it now, each answer once. Blanks are no answers."),
                new Method(
                        "topicMeanScore",
                        "The sum of scores as a share of the sum of what could be scored; in topic figures it is called meanScore.",
                        "A rule of this house; partial credit counts.",
                        "As accuracy."),
                new Method(
                        "medianMillis",
                        "The lower median of the times to answer, out of a histogram with eight buckets for each doubling from 250 ms to"
                                + " an hour; told as the geometric middle of its bucket.",
                        "A rule of this house, so that histograms can be added and answers taken back.",
                        "Off by " + percent(TimeBuckets.RELATIVE_ERROR)
                                + " of itself at most; of answers with a known time."),
                new Method(
                        "learners",
                        "The most that gave a first answer to any one of the questions: at least so many learners. Where first answers"
                                + " are left out, beside own figures those are counted who gave others to one of the three questions with"
                                + " most of them, up to "
                                + Views.CROWD + ".",
                        "A rule of this house.",
                        "From " + Views.CROWD
                                + " on, a learner sees a cohort's figure beside own ones; each for itself, so a difference of two may be of"
                                + " fewer."));
    }

    private static List<Method> items() {
        return List.of(
                new Method(
                        "facility",
                        "The share of attempts with full credit on the item.",
                        "Classical test theory; with partial credit the mean score stands beside it.",
                        POPULATION),
                new Method(
                        "meanScore",
                        "The mean of score divided by maximum.",
                        "Moodle developer documentation, Quiz statistics calculations (there called facility).",
                        POPULATION),
                new Method(
                        "standardDeviation",
                        "The square root of the sum of squared deviations divided by n - 1.",
                        "The unbiased estimate of variance; this denominator is used throughout.",
                        "From two attempts on."),
                new Method(
                        "restScore",
                        "What an attempt earned on the other items of its form that count, divided by their maximum.",
                        "Corrected item-total method: S. Henrysson, Psychometrika 28 (1963), 211-218; the share is a rule of this"
                                + " house, so that forms of different items compare.",
                        "An attempt without other items has none and is left out of what needs it."),
                new Method(
                        "itemRest",
                        "Pearson's correlation of the item's score with the rest score; point-biserial where there is no partial"
                                + " credit.",
                        "Interval by R. A. Fisher's z, Metron 1 (1921), 3-32.",
                        "From " + Correlation.LEAST + " attempts on, where both vary."),
                new Method(
                        "itemTotal",
                        "Pearson's correlation of the item's score with the score of the whole form, the item included.",
                        "As itemRest.",
                        "As itemRest. It flatters the item, and is told to compare with other systems."),
                new Method(
                        "discrimination",
                        "Mean score of the upper " + percent(ExtremeGroups.SHARE)
                                + " by rest score less that of the lower "
                                + percent(ExtremeGroups.SHARE)
                                + ". Each group weighs exactly that share of n; attempts beyond the"
                                + " score at its border weigh 1, those on it share what is left equally.",
                        "T. L. Kelley, Journal of Educational Psychology 30 (1939), 17-24; the rule for ties is one of this house.",
                        "From " + ExtremeGroups.LEAST + " attempts on."),
                new Method(
                        "points",
                        "Variances and covariance of item and rest in points; discriminative efficiency is the covariance divided by"
                                + " the one that the same scores would have in the same order; effective weight is the square root of"
                                + " the covariance with the form's score as a share of the sum of these roots.",
                        "Moodle developer documentation, Quiz statistics calculations.",
                        "Where the item and the rest have one maximum in all attempts; the weight where all have the same form."),
                new Method(
                        "options",
                        "Per option, how many chose it, their share of all, and the correlation of having chosen it with the rest"
                                + " score.",
                        "As interval and itemRest.",
                        "For items of up to " + Item.MOST_OPTIONS
                                + " options; where several are chosen each counts for itself."),
                new Method(
                        "patterns",
                        "The same for each set of options that was chosen together; none is the set of a blank.",
                        "As options.",
                        "As options."),
                new Method(
                        "exposure",
                        "Attempts with the item on their form, as a share of all attempts that are analysed.",
                        "A rule of this house.",
                        "Withdrawn ones are not counted."),
                new Method(
                        "drift",
                        "Facility of the later revision less that of the earlier, with the hybrid score interval.",
                        "R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.",
                        "Changed where the interval leaves 0 out. Learners of both revisions must be different ones."));
    }

    private static List<Method> flags() {
        String sure = "From " + Flags.LEAST + " attempts on.";
        return List.of(
                new Method(
                        "TOO_EASY",
                        "The interval of the facility lies above " + percent(Flags.EASY)
                                + "; where somebody got partial credit that of the mean score, which is 1.96 standard errors to each"
                                + " side.",
                        "Limit: facility table of Moodle's documentation, Quiz report statistics, where facility is the mean score.",
                        sure),
                new Method(
                        "TOO_HARD",
                        "The interval of the facility lies below " + percent(Flags.HARD)
                                + "; where somebody got partial credit that of the mean score.",
                        "Limit: as TOO_EASY; chance alone gets 20 to 25 % with four or five options.",
                        sure),
                new Method(
                        "KEY_MAY_BE_WRONG",
                        "The item-rest correlation is negative, or nobody earns anything, and either the interval of that"
                                + " correlation lies below 0, or that of an option outside the key lies above 0.",
                        "A rule of this house.",
                        sure
                                + " Not where everybody gets the credit. Where nothing is ticked, the correlation of the item alone"
                                + " tells."),
                new Method(
                        "DISTRACTOR_OF_THE_STRONG",
                        "The interval of the correlation of a wrong option with the rest score lies above 0.",
                        "A rule of this house.",
                        sure),
                new Method(
                        "DEAD_DISTRACTOR",
                        "The interval of the share that chose a wrong option lies below " + percent(Flags.DEAD) + ".",
                        "Limit: T. M. Haladyna, S. M. Downing, Educational and Psychological Measurement 53 (1993), 999-1010.",
                        sure));
    }

    private static List<Method> forms() {
        return List.of(
                new Method(
                        "scores",
                        "Mean, median and standard deviation (n - 1) of the scores; skewness k3 / k2^1.5 and kurtosis k4 / k2^2 of"
                                + " Fisher's k-statistics, both 0 for a normal distribution.",
                        "D. N. Joanes, C. A. Gill, The Statistician 47 (1998), 183-189, G1 and G2.",
                        "In points where all attempts have one maximum, else as shares of it; skewness from 3, kurtosis from 4"
                                + " attempts on."),
                new Method(
                        "alpha",
                        "k / (k - 1) * (1 - sum of the items' variances / variance of the score), k items; KR-20 where there is no"
                                + " partial credit. May be negative.",
                        "L. J. Cronbach, Psychometrika 16 (1951), 297-334; G. F. Kuder, M. W. Richardson, Psychometrika 2 (1937),"
                                + " 151-160; interval: L. S. Feldt, Psychometrika 30 (1965), 357-370.",
                        "Only where all attempts had the same items, at least " + Reliability.LEAST_ITEMS
                                + ", with the same maxima;" + " from " + Reliability.LEAST_ATTEMPTS + " attempts on."),
                new Method(
                        "standardError",
                        "Of measurement: standard deviation * sqrt(1 - alpha); the error ratio is that root alone.",
                        "Classical test theory: F. M. Lord, M. R. Novick, Statistical theories of mental test scores (1968).",
                        "As alpha."),
                new Method(
                        "passRate",
                        "The share of attempts whose exact score reaches the pass mark.",
                        "As interval.",
                        "Where the blueprint has a pass mark: the one it has now, also for attempts that began before it was changed."));
    }

    private static List<Method> ability() {
        return List.of(
                new Method(
                        "difficulty",
                        "Chance of a right answer = 1 / (1 + exp(-a * (ability - difficulty))), one slope a for all items, abilities"
                                + " standard normal; the maximum of the marginal likelihood over 61 points from -6 to 6, by Newton's"
                                + " method. Standard errors from the observed information by the delta method.",
                        "G. Rasch (1960); D. Thissen, Psychometrika 47 (1982), 175-186; T. A. Louis, Journal of the Royal Statistical"
                                + " Society B 44 (1982), 226-233.",
                        "Items with at least " + Rasch.LEAST_ATTEMPTS
                                + " attempts (J. M. Linacre, Rasch Measurement Transactions 7:4"
                                + " (1994), 328), some right and some wrong, of the " + Rasch.MOST_ITEMS
                                + " that most attempts had. Right is full credit. An item that is not on a form is"
                                + " missing. Guessing is not modelled."),
                new Method(
                        "ability",
                        "Mean and standard deviation of the ability's distribution after the answers, the standard normal one before"
                                + " them.",
                        "R. D. Bock, R. J. Mislevy, Applied Psychological Measurement 6 (1982), 431-444.",
                        "From the learner's first counted answer to each question, in whatever mode, if the item has a difficulty; for a"
                                + " topic, from those below it."),
                new Method(
                        "readiness",
                        "The chance that a paper drawn by the blueprint reaches its pass mark, over the ability's distribution and"
                                + " all papers that may be drawn. The interval holds the chance at the learner's true ability with 95 %"
                                + " certainty.",
                        "Score distribution: F. M. Lord, M. S. Wingersky, Applied Psychological Measurement 8 (1984), 453-461, with"
                                + " the draw without replacement added; where sections share questions it is an approximation.",
                        "Where each section's pool has enough items with a difficulty, partial credit is given to "
                                + percent(PassCurve.MOST_PARTIAL)
                                + " of the answers to them at most, and the learner answered one. One ability for all topics; every item is"
                                + " worth the same, and right or wrong; errors of difficulties are not part of the interval."),
                new Method(
                        "forecasts",
                        "Per tenth of the told chances, their mean beside the share that passed; Brier score: the mean of"
                                + " (chance - outcome)^2.",
                        "G. W. Brier, Monthly Weather Review 78 (1950), 1-3.",
                        "Of each learner's first finished exam by the blueprint: the chance is computed afterwards from what the learner had"
                                + " answered before it began, by the difficulties, questions and pass mark of now. The exams are part of what the"
                                + " difficulties were estimated from. Exams without answers before them are left out."));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
