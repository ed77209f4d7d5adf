package io.gradeflow.devstack;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page of the local issuer on which one says who one wants to be. It needs no script. */
final class SignInPage {

    private static final List<String> ROLES = List.of("learner", "instructor", "author", "admin");
    private static final String ROLE_PREFIX = "role-";

    private SignInPage() {}

    /**
     * @param address where the form goes
     * @param fault what was wrong with the last try; null for the first
     */
    static String of(String address, @Nullable String fault) {
        String roles = ROLES.stream()
                .map(role -> """
                        <label class="role"><input type="checkbox" name="%s%s"%s> %s</label>
                        """.formatted(ROLE_PREFIX, role, role.equals("learner") ? " checked" : "", role))
                .collect(Collectors.joining());
        return page("""
                <form method="post" action="%s">
                  <h1>Who are you?</h1>
                  <p>This issuer is for one person's machine. It asks for no password.</p>
                  %s
                  <label>Name <input name="username" value="ada" autocomplete="username" autofocus required></label>
                  <fieldset><legend>Roles</legend>%s</fieldset>
                  <label>Cohorts, with spaces between <input name="cohorts"></label>
                  <button>Sign in</button>
                </form>
                """.formatted(
                        escaped(address), fault == null ? "" : "<p role=\"alert\">" + escaped(fault) + "</p>", roles));
    }

    static String refused(String reason) {
        return page("<h1>That can't be done</h1><p>%s</p>".formatted(escaped(reason)));
    }

    static List<String> roles(Map<String, String> form) {
        return ROLES.stream()
                .filter(role -> form.containsKey(ROLE_PREFIX + role))
                .toList();
    }

    private static String page(String content) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Sign in · local issuer</title>
                <style>
                :root { color-scheme: light dark; }
                body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
                  background: light-dark(#f6f7f9, #12161c); color: light-dark(#1b2430, #e6e9ee); }
                main { width: min(24rem, 100vw - 3rem); padding: 2rem 0; }
                h1 { margin: 0; font-size: 1.5rem; }
                label { display: block; margin: 1rem 0; }
                label.role { display: inline-block; margin: .25rem 1rem .25rem 0; }
                input:not([type=checkbox]) { display: block; box-sizing: border-box; width: 100%%; padding: .6rem; font: inherit;
                  border: 1px solid light-dark(#79828f, #77818e); border-radius: .4rem; }
                fieldset { border: 1px solid light-dark(#c9ced6, #3a424d); border-radius: .4rem; }
                button { padding: .65rem 1.25rem; font: inherit; font-weight: 600; border: 0; border-radius: .4rem;
                  background: #1d4ed8; color: #fff; }
                </style></head><body><main>%s</main></body></html>
                """.formatted(content);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
