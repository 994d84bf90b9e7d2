// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.local.ClhLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A fragment has no modes of its own: what stands in the class file is what is decided. */
class DriftTest {
  private static final String SIGNAL = "dev/lockproof/local/Signal.class";

  @TempDir Path folder;

  /** The class as it is holds. */
  @Test
  void theClassAsItIsHolds() throws IOException {
    drift("getAndSet", "getAndSet");
    assertThat(lockLock().holds()).isTrue();
  }

  /** A class whose raise, or whose read, has drifted to a weaker mode does not. */
  @Test
  void aClassThatDriftsIsNoticed() throws IOException {
    drift("getAndSet", "getAndSetAcquire");
    assertThat(lockLock().holds()).isFalse();
    drift("getAcquire", "getOpaque");
    assertThat(lockLock().holds()).isFalse();
  }

  private Answer lockLock() throws IOException {
    Fragment fragment =
        Fragment.all().stream()
            .filter(any -> any.subject().equals("clh") && any.test().name().equals("LockLock"))
            .findFirst()
            .orElseThrow();
    URL original = ClhLock.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader drifted =
        new URLClassLoader(new URL[] {folder.toUri().toURL(), original}, null)) {
      Machine machine = new Machine(new Classes(drifted));
      return Answer.of(fragment.test(), machine, EnumSet.allOf(Axiom.class));
    }
  }

  /** Writes Signal with calls of {@code to} in place of {@code from}. */
  private void drift(String from, String to) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    try (InputStream in = ClhLock.class.getClassLoader().getResourceAsStream(SIGNAL)) {
      new ClassReader(Objects.requireNonNull(in))
          .accept(
              new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String name, String type, String signature, String[] thrown) {
                  MethodVisitor method = super.visitMethod(access, name, type, signature, thrown);
                  return new MethodVisitor(Opcodes.ASM9, method) {
                    @Override
                    public void visitMethodInsn(
                        int opcode, String owner, String called, String shape, boolean own) {
                      String renamed = called.equals(from) ? to : called;
                      super.visitMethodInsn(opcode, owner, renamed, shape, own);
                    }
                  };
                }
              },
              0);
    }
    Path file = folder.resolve(SIGNAL);
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
  }
}
