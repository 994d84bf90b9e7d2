// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

/** Where it is said that a lease was released; a notice may come late, twice, or never. */
@FunctionalInterface
interface Notices {

  /** Nobody says anything. */
  Notices NONE =
      (channel, news) ->
          new Listener() {
            @Override
            public boolean isListening() {
              return false;
            }

            @Override
            public void close() {}
          };

  /**
   * Listens to a channel, until closed.
   *
   * @param news runs after each notice, and each time that listening has begun or has ended:
   *     notices may have been missed before; short, as it runs on the thread that hears them all
   */
  Listener listen(String channel, Runnable news);

  /** Somebody who listens. */
  interface Listener extends AutoCloseable {
    /** Returns whether a notice that is sent from now on will be heard, as far as one can know. */
    boolean isListening();

    @Override
    void close();
  }
}
