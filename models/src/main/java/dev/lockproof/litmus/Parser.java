// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a litmus test; see models/litmus/README.md for the grammar. */
final class Parser {
  private static final Pattern HEAD =
      Pattern.compile("\\s*Java\\s+(\\S+)([^{]*)\\{(.*)", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*(.*?)\\s*$");
  private static final Pattern THREAD = Pattern.compile("(?:Thread|P)(\\d+)");
  private static final List<List<String>> OPERATORS =
      List.of(
          List.of("|"),
          List.of("^"),
          List.of("&"),
          List.of("==", "!="),
          List.of("<", "<=", ">", ">="),
          List.of("+", "-"),
          List.of("*", "/"));

  private final String name;
  private final Map<String, String> header = new TreeMap<>();
  private final Map<String, Object> locations = new TreeMap<>();
  private final Map<String, String> objects = new TreeMap<>();
  private final Map<Integer, Map<String, Object>> registers = new TreeMap<>();
  private final List<Set<String>> assigned = new ArrayList<>(); // the registers of each thread
  private final Tokens tokens;

  Parser(String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.matches()) {
      throw Tokens.at(1, "a litmus test begins with 'Java <name>', then '{'");
    }
    name = head.group(1);
    for (Matcher key = KEY.matcher(head.group(2)); key.find(); ) {
      header.put(key.group(1), key.group(2));
    }
    int line = 1 + Tokens.lines(text, head.start(2));
    if (!header.getOrDefault("Loops", "1").matches("\\d{1,2}")) {
      throw Tokens.at(line, "Loops is a small number, not " + header.get("Loops"));
    }
    if (!header.getOrDefault("Permit", "bare").matches("bare|synchronizes")) {
      throw Tokens.at(line, "Permit is bare or synchronizes, not " + header.get("Permit"));
    }
    tokens = new Tokens(head.group(3), 1 + Tokens.lines(text, head.start(3)));
  }

  LitmusTest test() {
    while (!tokens.accept("}")) {
      initial();
      tokens.accept(";");
    }
    List<Statement> threads = new ArrayList<>();
    for (Matcher m = THREAD.matcher(tokens.peek()); m.matches(); m.reset(tokens.peek())) {
      if (Integer.parseInt(m.group(1)) != threads.size()) {
        throw tokens.wrong("threads are numbered from 0, one after the other: " + m.group());
      }
      tokens.take();
      assigned.add(new HashSet<>());
      threads.add(block());
    }
    List<Map<String, Object>> own = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      own.add(registers.getOrDefault(i, Map.of()));
    }
    String quantifier = (tokens.accept("~") ? "~" : "") + tokens.peek();
    if (!List.of("exists", "~exists", "forall").contains(quantifier)) {
      throw tokens.wrong("expected a thread, exists, ~exists or forall, and not " + quantifier);
    }
    tokens.take();
    Condition condition = condition();
    Condition witness = tokens.accept("witness") ? condition() : null;
    if (!tokens.atEnd()) {
      throw tokens.wrong("what is '" + tokens.peek() + "' at the end?");
    }
    return new LitmusTest(
        name, header, locations, objects, own, threads, quantifier, condition, witness);
  }

  private void initial() {
    if (tokens.atNumber()) {
      int thread = tokens.number();
      tokens.expect(":");
      String register = tokens.name();
      tokens.expect("=");
      registers.computeIfAbsent(thread, t -> new TreeMap<>()).put(register, constant());
      return;
    }
    String location = tokens.name();
    tokens.expect("=");
    if (tokens.accept("new")) {
      objects.put(location, tokens.name().replace('.', '/'));
      if (tokens.accept("(")) {
        tokens.expect(")");
      }
    } else {
      locations.put(location, constant());
    }
  }

  private Object constant() {
    if (tokens.atNumber() || tokens.at("-")) {
      return tokens.number();
    }
    return named(tokens.name());
  }

  private static Object named(String word) {
    return switch (word) {
      case "null", "false" -> (Object) 0;
      case "true" -> (Object) 1;
      default -> new Ref(word, "");
    };
  }

  private Statement.Block block() {
    tokens.expect("{");
    List<Statement> statements = new ArrayList<>();
    while (!tokens.accept("}")) {
      Statement statement = statement();
      if (statement != null) {
        statements.add(statement);
      }
    }
    return new Statement.Block(statements);
  }

  private Statement required() {
    Statement statement = statement();
    return statement != null ? statement : new Statement.Block(List.of());
  }

  private @Nullable Statement statement() {
    if (tokens.at("{")) {
      return block();
    }
    if (tokens.accept(";")) {
      return null;
    }
    if (tokens.accept("if")) {
      Expression condition = parenthesized();
      Statement then = required();
      Statement otherwise = tokens.accept("else") ? required() : new Statement.Block(List.of());
      return new Statement.If(condition, then, otherwise);
    }
    if (tokens.accept("while")) {
      return new Statement.While(parenthesized(), required());
    }
    if (tokens.atDeclaration()) {
      tokens.name();
      if (!tokens.atAssignment()) {
        tokens.name();
        tokens.expect(";");
        return null;
      }
    }
    Statement statement;
    if (tokens.atAssignment()) {
      String register = tokens.name();
      assigned.get(assigned.size() - 1).add(register);
      tokens.expect("=");
      statement = new Statement.Assign(register, expression(0));
    } else {
      statement = new Statement.Do(expression(0));
    }
    tokens.expect(";");
    return statement;
  }

  private Expression parenthesized() {
    tokens.expect("(");
    Expression expression = expression(0);
    tokens.expect(")");
    return expression;
  }

  private Expression expression(int level) {
    if (level == OPERATORS.size()) {
      return primary();
    }
    Expression left = expression(level + 1);
    while (OPERATORS.get(level).contains(tokens.peek())) {
      left = new Expression.Binary(tokens.take(), left, expression(level + 1));
    }
    return left;
  }

  private Expression primary() {
    if (tokens.at("(")) {
      return parenthesized();
    }
    if (tokens.accept("!")) {
      return new Expression.Binary("==", primary(), new Expression.Literal(0));
    }
    if (tokens.atNumber() || tokens.at("-")) {
      return new Expression.Literal(tokens.number());
    }
    boolean call = tokens.atCall();
    String path = tokens.name();
    if (!call) {
      Object value = named(path);
      return value instanceof Ref ? new Expression.Name(path) : new Expression.Literal(value);
    }
    tokens.expect("(");
    List<Expression> arguments = new ArrayList<>();
    while (!tokens.accept(")")) {
      arguments.add(expression(0));
      tokens.accept(",");
    }
    return call(path.split("\\.", -1), arguments);
  }

  private static Expression call(String[] path, List<Expression> arguments) {
    String method = path[path.length - 1];
    boolean free = path.length == 1 || List.of("VarHandle", "LockSupport").contains(path[0]);
    if (free) {
      return new Expression.Free(method, arguments);
    }
    return new Expression.Call(path[0], path.length > 2 ? path[1] : "", method, arguments);
  }

  private Condition condition() {
    Condition left = conjunction();
    while (tokens.accept("\\/")) {
      left = new Condition.Join(false, left, conjunction());
    }
    return left;
  }

  private Condition conjunction() {
    Condition left = atom();
    while (tokens.accept("/\\")) {
      left = new Condition.Join(true, left, atom());
    }
    return left;
  }

  private Condition atom() {
    if (tokens.accept("~") || tokens.accept("not")) {
      return new Condition.Not(atom());
    }
    if (tokens.accept("(")) {
      Condition inner = condition();
      tokens.expect(")");
      return inner;
    }
    String variable = variable();
    boolean unequal = tokens.accept("!=");
    if (!unequal) {
      tokens.expect("=");
    }
    Condition equal = right(variable);
    return unequal ? new Condition.Not(equal) : equal;
  }

  private String variable() {
    return tokens.atNumber() ? register(tokens.number()) : tokens.name();
  }

  /** Reads the rest of {@code 0:r}: a register that its thread may set. */
  private String register(int thread) {
    tokens.expect(":");
    boolean exists =
        thread < assigned.size()
            && (assigned.get(thread).contains(tokens.peek())
                || registers.getOrDefault(thread, Map.of()).containsKey(tokens.peek())
                || List.of("parked", "thrown").contains(tokens.peek()));
    if (!exists) {
      throw tokens.wrong("there is no register " + thread + ":" + tokens.peek());
    }
    return thread + ":" + tokens.name();
  }

  private Condition right(String variable) {
    if (!tokens.atNumber() && !tokens.at("-")) {
      return new Condition.Equal(variable, "", constant());
    }
    int number = tokens.number();
    return tokens.at(":")
        ? new Condition.Equal(variable, register(number), 0)
        : new Condition.Equal(variable, "", number);
  }
}
