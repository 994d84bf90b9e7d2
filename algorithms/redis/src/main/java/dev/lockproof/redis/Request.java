// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every server is sent for one caller, or for several that want the same of different keys.
 */
final class Request {
  private static final byte[] LINE_END = {'\r', '\n'};

  /** Makes all scripts known. */
  static final List<Request> SCRIPTS =
      List.of(Script.values()).stream()
          .map(script -> new Request(null, List.of(), List.of("SCRIPT", "LOAD", script.source())))
          .toList();

  private final @Nullable Script script;
  private final List<Caller> callers;
  private final byte[] bytes;

  private Request(@Nullable Script script, List<Caller> callers, List<String> words) {
    this.script = script;
    this.callers = callers;
    this.bytes = bytes(words);
  }

  /** Returns requests for all callers, as few as can be. */
  static List<Request> of(List<Caller> callers) {
    Map<Object, List<Caller>> alike = new LinkedHashMap<>();
    for (Caller caller : callers) {
      Object kind = caller.kind().script().takesMany() ? caller.kind() : caller;
      alike.computeIfAbsent(kind, k -> new ArrayList<>()).add(caller);
    }
    return alike.values().stream().map(Request::combined).toList();
  }

  private static Request combined(List<Caller> callers) {
    Script script = callers.get(0).kind().script();
    return new Request(script, callers, words("EVALSHA", script.digest(), callers));
  }

  /** Returns the same for a server that need not know the script. */
  Request inFull() {
    return script == null || callers.isEmpty()
        ? this
        : new Request(script, callers, words("EVAL", script.source(), callers));
  }

  /** Returns whether it must reach the server, however late. */
  boolean isRelease() {
    return script == Script.RELEASE;
  }

  /** Returns whether that instance is to be asked. */
  boolean asks(int instance) {
    return callers.get(0).asks(instance);
  }

  /** Returns how many bytes it has. */
  int size() {
    return bytes.length;
  }

  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(bytes);
  }

  /** Tells all callers. */
  void answered(int instance, Answer answer) {
    callers.forEach(caller -> caller.answered(instance, answer));
  }

  /**
   * Tells each caller its part of the reply.
   *
   * @throws IOException if it is no answer to this
   */
  void answered(int instance, Incoming.Reply reply) throws IOException {
    if (reply.isError()) {
      answered(instance, Answer.FAILED);
    } else if (script != null) {
      List<Answer> answers = answers(script, reply);
      for (int i = 0; i < answers.size(); i++) {
        callers.get(i).answered(instance, answers.get(i));
      }
    }
  }

  private List<Answer> answers(Script script, Incoming.Reply reply) throws IOException {
    List<String> words = reply.words();
    if (!reply.isList() || words.size() != callers.size()) {
      throw new IOException("not an answer to " + script + ": " + reply);
    }
    var answers = new ArrayList<Answer>();
    for (String word : words) {
      if (Incoming.isError(word)) {
        answers.add(Answer.FAILED);
      } else if (script.answersWith(word)) {
        answers.add(script.saysYes(word) ? Answer.YES : Answer.NO);
      } else {
        throw new IOException("not an answer to " + script + ": " + reply);
      }
    }
    return answers;
  }

  private static List<String> words(String command, String script, List<Caller> callers) {
    var words = new ArrayList<String>();
    words.add(command);
    words.add(script);
    words.add("");
    callers.forEach(caller -> words.addAll(caller.keys()));
    words.set(2, Integer.toString(words.size() - 3));
    callers.forEach(caller -> words.addAll(caller.arguments()));
    return words;
  }

  private static byte[] bytes(List<String> words) {
    var out = new ByteArrayOutputStream(256);
    number(out, '*', words.size());
    for (String word : words) {
      byte[] text = word.getBytes(StandardCharsets.UTF_8);
      number(out, '$', text.length);
      out.writeBytes(text);
      out.writeBytes(LINE_END);
    }
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, char sign, int number) {
    out.write(sign);
    out.writeBytes(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(LINE_END);
  }
}
