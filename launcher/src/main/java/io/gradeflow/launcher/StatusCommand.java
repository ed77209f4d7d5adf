package io.gradeflow.launcher;

import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.devstack.local.RunningPart;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Say what runs where. Exits 1 unless everything is ready.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Local local = new Local();
        List<RunningPart> running = local.stack().running();
        Table table = new Table("part", "state", "port", "process", "log");
        boolean all = true;
        for (RunningPart part : running) {
            boolean ready = local.stack().isReady(part);
            all &= ready;
            table.row(
                    part.name(),
                    ready ? "ready" : "starting",
                    Integer.toString(part.port()),
                    Long.toString(part.pid()),
                    local.stack().log(part.name()).toString());
        }
        for (PartKind kind : missing(running)) {
            all = false;
            table.row(kind.partName(), "not running", "", "", "");
        }
        System.out.print(table);
        return all ? 0 : 1;
    }

    private static List<PartKind> missing(List<RunningPart> running) {
        return Arrays.stream(PartKind.values())
                .filter(kind -> running.stream().noneMatch(part -> part.kind() == kind))
                .toList();
    }
}
