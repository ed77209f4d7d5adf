package io.gradeflow.analytics.methods;

import io.gradeflow.platform.http.Csv;
import io.gradeflow.platform.http.CsvTable;
import io.gradeflow.platform.http.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/analytics/methods")
@Tag(name = "Analytics")
@RolesAllowed({Roles.LEARNER, Roles.AUTHOR, Roles.INSTRUCTOR, Roles.ADMIN})
class MethodResource {

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How each figure is computed",
            description =
                    "Formula, source and conditions of each figure, by the name that responses call it. `Accept: text/csv` gives a"
                            + " table.")
    @APIResponse(responseCode = "200", description = "All methods, in the order in which they build on each other")
    public List<Method> methods() {
        return Methods.all();
    }

    @GET
    @Produces(CsvTable.ON_REQUEST)
    @Operation(hidden = true)
    public Response csv() {
        CsvTable table = new CsvTable("name", "formula", "source", "conditions");
        Methods.all()
                .forEach(method -> table.row(method.name(), method.formula(), method.source(), method.conditions()));
        return Csv.response(table, "methods.csv");
    }
}
