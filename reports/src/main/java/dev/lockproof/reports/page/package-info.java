// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The report as a page: {@link dev.lockproof.reports.page.Page} turns {@code report.json} into one
 * self-contained HTML file.
 *
 * <p>Each section of the page is a class that reads the same {@code Findings} and returns {@code
 * Html}; {@code page.css} beside the schema is its only style sheet.
 *
 * <p><b>Conventions.</b> Text becomes markup only through {@code Html.tag}, which escapes it. A
 * verdict is always a sign and a word. The order of the sections is the order of a reader's
 * questions: what holds, what was not checked, how do you know, does the check see anything, what
 * does it cost, how do I repeat it.
 *
 * <p><b>Absent on purpose.</b> Scripts, fonts, pictures and anything else that would be loaded.
 */
@NullMarked
package dev.lockproof.reports.page;

import org.jspecify.annotations.NullMarked;
