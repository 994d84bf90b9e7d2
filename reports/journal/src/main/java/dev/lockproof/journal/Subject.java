// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * An algorithm and its claims, as shipped in its jar under {@code META-INF/lockproof/<id>.json}.
 *
 * @param id the name of the claims file and the part of each claim id before the dot
 * @param type the published class
 * @param family what kind of algorithm it is, for a heading
 * @param resources scripts that belong to it, as class path resources
 * @param notApplicable layer ids that cannot say anything about it, each with the reason
 */
public record Subject(
    @JsonProperty("subject") String id,
    @JsonProperty("class") String type,
    String family,
    List<String> resources,
    List<Claim> claims,
    Map<String, String> notApplicable) {

  /** The folder of the claims files in every jar. */
  public static final String FOLDER = "META-INF/lockproof/";

  /** Fills in what a claims file may leave out. */
  public Subject {
    resources = resources == null ? List.of() : List.copyOf(resources);
    claims = List.copyOf(claims);
    notApplicable = notApplicable == null ? Map.of() : notApplicable;
  }

  /**
   * Returns the subject of that id, from its claims file on the class path.
   *
   * @throws NoSuchElementException if the class path has no such file
   */
  public static Subject load(String id) {
    try (InputStream in =
        Subject.class.getClassLoader().getResourceAsStream(FOLDER + id + ".json")) {
      if (in == null) {
        throw new NoSuchElementException(
            "no claims file " + FOLDER + id + ".json on the class path");
      }
      return Journal.JSON.readValue(in, Subject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + id + ".json", e);
    }
  }

  /**
   * Returns the claim of that id.
   *
   * @throws NoSuchElementException if this subject does not make it
   */
  public Claim claim(String claimId) {
    return claims.stream()
        .filter(claim -> claim.id().equals(claimId))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(id + " makes no claim " + claimId));
  }
}
