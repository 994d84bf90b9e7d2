// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One command and its reply in the Redis protocol: enough to see that a server is there. */
final class Resp {
  private static final int TIMEOUT_MILLIS = 2_000;

  private Resp() {}

  /** Sends one command over a new connection; an error reply is an exception. */
  static String ask(URI uri, String... command) {
    try {
      return tryAsk(uri, command);
    } catch (IOException e) {
      throw new ServerException(uri.getHost() + ":" + uri.getPort() + ": " + e.getMessage(), e);
    }
  }

  /** Sends one command over a new connection; an error reply is an exception. */
  static String tryAsk(URI uri, String... command) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      if (uri.getUserInfo() != null) {
        String[] user = uri.getUserInfo().split(":", 2);
        String name = user[0].isEmpty() ? "default" : user[0];
        out.write(encode("AUTH", name, user.length == 2 ? user[1] : ""));
        decode(in);
      }
      out.write(encode(command));
      return decode(in);
    }
  }

  private static byte[] encode(String... command) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(("*" + command.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
    for (String word : command) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(bytes);
      out.writeBytes(new byte[] {'\r', '\n'});
    }
    return out.toByteArray();
  }

  private static String decode(InputStream in) throws IOException {
    String line = line(in);
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> rest;
      case '$' -> bulk(in, Integer.parseInt(rest));
      case '-' -> throw new IOException(rest);
      default -> throw new IOException("not a reply of a Redis server: " + line);
    };
  }

  private static String bulk(InputStream in, int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.skip(2) < 2) {
      throw new EOFException("connection closed inside a reply");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var out = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("connection closed without a reply");
      }
      if (b != '\r') {
        out.write(b);
      }
    }
    if (out.size() == 0) {
      throw new IOException("not a reply of a Redis server: an empty line");
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
