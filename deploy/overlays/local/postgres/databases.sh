#!/bin/sh
# Runs once, on an empty volume: a role and a database of its own for each service, and for the issuer.
set -e

create() {
  psql --set ON_ERROR_STOP=1 --username postgres --set name="$1" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create question "$QUESTION_PASSWORD"
create attempt "$ATTEMPT_PASSWORD"
create analytics "$ANALYTICS_PASSWORD"
create keycloak "$KEYCLOAK_PASSWORD"
