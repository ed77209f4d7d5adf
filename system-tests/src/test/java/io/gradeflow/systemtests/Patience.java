package io.gradeflow.systemtests;

import com.microsoft.playwright.assertions.LocatorAssertions;

/** For what a page shows only once the whole system has worked. */
final class Patience {

    private static final double MILLIS = 20_000;

    private Patience() {}

    static LocatorAssertions.IsVisibleOptions untilVisible() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(MILLIS);
    }

    static LocatorAssertions.HasTextOptions untilText() {
        return new LocatorAssertions.HasTextOptions().setTimeout(MILLIS);
    }

    static LocatorAssertions.ContainsTextOptions untilContained() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(MILLIS);
    }

    static LocatorAssertions.HasCountOptions untilCount() {
        return new LocatorAssertions.HasCountOptions().setTimeout(MILLIS);
    }
}
