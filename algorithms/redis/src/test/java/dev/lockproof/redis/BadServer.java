// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import redis.clients.jedis.HostAndPort;

/**
 * A server in this process, as bad as a test wants it. It says yes to whatever is asked of a key
 * that starts with {@code yes}, and no of any other.
 */
final class BadServer implements AutoCloseable {
  /** The keys of the releases that it ran. */
  final Set<String> released = ConcurrentHashMap.newKeySet();

  /** How many requests it was sent by callers; each may be for several. */
  final Set<Object> requests = ConcurrentHashMap.newKeySet();

  /** The scripts that it knows. */
  final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Which requests it never answers. */
  volatile Predicate<List<String>> isMute = request -> false;

  /** On which requests it closes the connection. */
  volatile Predicate<List<String>> isFatal = request -> false;

  /** How likely it is that it closes the connection in the middle of an answer. */
  volatile double breaks;

  /** Whether its answers come in pieces, at any time. */
  volatile boolean isPiecemeal;

  private final SplittableRandom random;
  private final ServerSocket listener;
  private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();

  BadServer(long seed) {
    random = new SplittableRandom(seed);
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  HostAndPort at(String host) {
    return new HostAndPort(host, listener.getLocalPort());
  }

  /** Breaks all connections. */
  void reset() {
    for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
      close(socket);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }

  private static void daemon(Runnable body) {
    var thread = new Thread(body, "bad-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    SplittableRandom dice = split();
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        List<String> request = request(in);
        if (isFatal.test(request)) {
          return;
        }
        byte[] answer = answer(request).getBytes(StandardCharsets.US_ASCII);
        if (!isMute.test(request) && !send(answer, out, request, dice)) {
          return;
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private synchronized SplittableRandom split() {
    return random.split();
  }

  /** Returns false if the connection is to be closed. */
  private boolean send(byte[] answer, OutputStream out, List<String> request, SplittableRandom dice)
      throws IOException {
    int end = answer.length;
    boolean isLast = request.get(0).startsWith("EVAL") && dice.nextDouble() < breaks;
    if (isLast) {
      end = dice.nextInt(answer.length);
    }
    for (int from = 0, to; from < end; from = to) {
      to = isPiecemeal ? Math.min(end, from + 1 + dice.nextInt(12)) : end;
      out.write(Arrays.copyOfRange(answer, from, to));
    }
    return !isLast;
  }

  private static List<String> request(InputStream in) throws IOException {
    var words = new ArrayList<String>();
    int count = Integer.parseInt(line(in).substring(1));
    for (int i = 0; i < count; i++) {
      int length = Integer.parseInt(line(in).substring(1));
      words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      line(in);
    }
    return words;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("gone");
      }
      line.append((char) c);
    }
    return line.substring(0, line.length() - 1);
  }

  private String answer(List<String> request) {
    return switch (request.get(0)) {
      case "HELLO" -> "-ERR unknown command\r\n";
      case "INFO" -> text("run_id:server" + listener.getLocalPort());
      case "SCRIPT" -> {
        known.add(request.get(2));
        yield text("known");
      }
      case "EVAL", "EVALSHA" -> evaluate(request);
      default -> "+OK\r\n";
    };
  }

  private String evaluate(List<String> request) {
    requests.add(new Object());
    Script script = script(request.get(1));
    if (request.get(0).equals("EVALSHA") && !known.contains(script.source())) {
      return "-NOSCRIPT no matching script\r\n";
    }
    int keys = Integer.parseInt(request.get(2));
    var answer = new StringBuilder("*" + keys + "\r\n");
    for (String key : request.subList(3, 3 + keys)) {
      if (script == Script.RELEASE) {
        released.add(key);
      }
      answer.append(
          key.startsWith("error") ? "-WRONGTYPE\r\n" : text(word(script, key.startsWith("yes"))));
    }
    return answer.toString();
  }

  private static Script script(String name) {
    return Arrays.stream(Script.values())
        .filter(script -> script.digest().equals(name) || script.source().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String word(Script script, boolean isYes) {
    return switch (script) {
      case RELEASE -> isYes ? "RELEASED" : "ALREADY_LOST";
      case RENEW -> isYes ? "RENEWED" : "LOST";
      default -> isYes ? "GRANTED" : "HELD";
    };
  }

  private static String text(String word) {
    return "$" + word.length() + "\r\n" + word + "\r\n";
  }
}
