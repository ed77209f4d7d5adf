/** The contracts of what Gradeflow is deployed with: manifests, compose file, image and realm, compared with the code. */
package io.gradeflow.systemtests.deploy;
