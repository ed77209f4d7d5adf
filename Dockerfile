# One image for each service:  docker build --build-arg SERVICE=attempt-service -t gradeflow/attempt-service .
#
# It builds from the sources with the Maven wrapper. What `./mvnw package` has built already is taken with
# --build-arg BUILT=as-built. deploy/README.md says more.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre
ARG BUILT=from-source

FROM ${BUILD_IMAGE} AS from-source
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -Psbom -Dmaven.test.skip=true -Dspotless.check.skip=true -Dspotless.apply.skip=true package

FROM ${RUNTIME_IMAGE} AS as-built
COPY . /source

FROM ${BUILT} AS built

FROM ${RUNTIME_IMAGE} AS service
ARG SERVICE
USER root
RUN test -n "${SERVICE}" || { echo "Name the service: --build-arg SERVICE=attempt-service" >&2; exit 1; } \
    && echo 'gradeflow:x:10001:' >> /etc/group \
    && echo 'gradeflow:x:10001:10001:Gradeflow:/opt/gradeflow:/sbin/nologin' >> /etc/passwd
WORKDIR /opt/gradeflow
COPY --from=built /source/probe/target/probe.jar ./
COPY deploy/image/java-options ./
# What changes seldom comes first.
COPY --from=built /source/${SERVICE}/target/quarkus-app/lib ./lib
COPY --from=built /source/${SERVICE}/target/quarkus-app/quarkus ./quarkus
COPY --from=built /source/${SERVICE}/target/quarkus-app/app ./app
COPY --from=built /source/${SERVICE}/target/quarkus-app/quarkus-run.jar /source/${SERVICE}/target/bom.jso[n] ./
USER 10001:10001

# The service works once in a whole system of its own, and leaves the archive of its classes and of what it ran through.
FROM service AS recorded
ARG SERVICE
RUN --mount=type=bind,from=built,source=/source,target=/source \
    java -XX:TieredStopAtLevel=1 -Dgradeflow.root=/source -cp /source/launcher/target/launcher.jar \
    io.gradeflow.launcher.ArchiveRecording "${SERVICE}" /tmp/start.aot \
    java @/opt/gradeflow/java-options -XX:AOTCacheOutput=/tmp/start.aot -jar /opt/gradeflow/quarkus-run.jar \
    && java @/opt/gradeflow/java-options -XX:AOTCache=/tmp/start.aot -XX:AOTMode=on -cp /opt/gradeflow/quarkus-run.jar -version

FROM service
ARG SERVICE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
COPY --from=recorded /tmp/start.aot ./
LABEL org.opencontainers.image.title="gradeflow/${SERVICE}" \
      org.opencontainers.image.description="Gradeflow: practise and sit certification-style exams" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Every service listens on the same port of its own container, and writes its log as lines of JSON.
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080 \
    QUARKUS_LOG_CONSOLE_JSON_ENABLED=true
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60m --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-Xshare:auto", "-cp", "/opt/gradeflow/probe.jar", "io.gradeflow.probe.Probe"]
ENTRYPOINT ["java", "@/opt/gradeflow/java-options", "-XX:AOTCache=/opt/gradeflow/start.aot", "-jar", "/opt/gradeflow/quarkus-run.jar"]
