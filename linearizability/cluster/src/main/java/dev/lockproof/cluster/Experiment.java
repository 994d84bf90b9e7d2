// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.Subject;
import java.util.List;

/** Something that is done to a real server, and what it says about some claims. */
interface Experiment {

  /** What an experiment answers: the check and the claim of one piece of evidence. */
  record Question(String check, String claim) {
    /** Returns the id of the evidence. */
    String id() {
      return Layer.CLUSTER.id() + "/" + check + "/" + claim;
    }

    /** Returns the subject that makes the claim. */
    Subject subject() {
      return Subject.load(claim.substring(0, claim.indexOf('.')));
    }
  }

  /** Returns all that this experiment can answer. */
  List<Question> questions();

  /**
   * Runs the experiment.
   *
   * @return evidence for each of the questions
   * @throws dev.lockproof.servers.ServerException when the server is in trouble
   */
  List<Evidence> run(Setting setting) throws InterruptedException;
}
