// Medians, and the table of goals.

/** The middle one. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A number as people read it. */
export function short(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A row of the table: what was measured, against what at most is allowed. */
export function row(what, measured, goal, unit = "×", more = "") {
  return { what, measured, goal, unit, more, kept: goal === null || measured <= goal };
}

/** The table as text. */
export function table(rows) {
  const cells = rows.map(({ what, measured, goal, unit, more, kept }) => [
    what,
    `${short(measured)} ${unit}`,
    goal === null ? "" : `≤ ${goal} ${unit}`,
    goal === null ? "" : kept ? "kept" : "MISSED",
    more,
  ]);
  cells.unshift(["what", "measured", "goal", "verdict", "more"]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) => `| ${line.map((cell, column) => cell.padEnd(column === 4 ? 0 : widths[column])).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width, column) => "-".repeat(column === 4 ? 3 : width)).join(" | ")} |`);
  return lines.join("\n");
}
