package io.gradeflow.question.asset;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A picture of a bank.
 *
 * @param reference what stands for it in the Markdown of a question, with the words for who can't see it in the brackets
 * @param mediaType as its bytes say
 * @param width in pixels
 * @param height in pixels
 * @param size in bytes
 * @param digest SHA-256 of its bytes, its ETag too
 */
@Schema(example = """
        {"name": "vpc.png", "reference": "![](asset:vpc.png)", "mediaType": "image/png", "width": 800, "height": 450, "size": 48213,
         "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         "changedAt": "2026-11-26T08:00:00Z", "changedBy": "4f1c6a7e-6a38-4f0e-9d5e-0b8f2a3f1c11"}""")
record AssetView(
        String name,
        String reference,
        String mediaType,
        int width,
        int height,
        int size,
        String digest,
        Instant changedAt,
        String changedBy) {}
