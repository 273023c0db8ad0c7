/** What was measured, as Markdown, and the goals beside it. */

const time = (milliseconds) => (milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`);
const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The row of a part whose `what` and name begin so. */
function row(part, what, name) {
  return part?.find((one) => one.what.startsWith(what))?.rows.find((one) => one.name.startsWith(name));
}

function measurements(parts) {
  return parts.flatMap(({ what, rows }) => [
    `### ${what.charAt(0).toUpperCase()}${what.slice(1)}`,
    table(
      ["", "Time", "Quickest to slowest", "Runs", "CPU", "Peak memory", "Ours ÷ this", "in CPU time"],
      rows.map(({ name, runs, wall, low, high, cpu, memory, ratio, cpuRatio }, at) => (runs === 0 ? [name, "not within 15 min", "", "0", "", "", "", ""] : [name, time(wall), runs === 1 ? "" : `${time(low)} to ${time(high)}`, String(runs), time(cpu), `${memory.toFixed(0)} MB`, ...(at === 0 ? ["", ""] : [ratio.toFixed(3), cpuRatio.toFixed(3)])])),
    ),
  ]);
}

/** Every goal, as what it is about, the limit, what was measured, and whether that is within it. */
function goalsOf(results) {
  const goals = [];
  const add = (what, limit, measured, unit = "") => {
    if (measured === undefined || Number.isNaN(measured)) return;
    goals.push([what, `≤ ${limit}${unit}`, `${measured.toFixed(Math.abs(measured) < 1 ? 3 : Math.abs(measured) < 10 ? 2 : Math.abs(measured) < 20 ? 1 : 0)}${unit}`, measured <= limit ? "reached" : "missed"]);
  };
  for (const kind of ["flawed", "fixed"]) {
    add(`Reference stack, TypeScript, ${kind}: time ÷ tsc 7's`, 0.8, row(results.reference, `reference stack, TypeScript, ${kind}`, "tsc 7")?.ratio);
    add(`Reference stack, TypeScript, ${kind}: peak memory`, 120, row(results.reference, `reference stack, TypeScript, ${kind}`, "cdktf-lint")?.memory, " MB");
    add(`Reference stack, Python, ${kind}: time ÷ pyright's`, 0.083, row(results.reference, `reference stack, Python, ${kind}`, "pyright")?.ratio);
  }
  for (const [imports, limit] of [["deep", 0.5], ["namespace", 0.1]]) {
    const what = `1,000 stacks, TypeScript, ${imports} imports`;
    add(`${what}: time ÷ tsc 7's`, limit, row(results.large, what, "tsc 7")?.ratio);
    const threads = row(results.large, what, "cdktf-lint --concurrency 2");
    const tsc = row(results.large, what, "tsc 7");
    if (threads && tsc) add(`${what}, with \`--concurrency 2\`: time ÷ tsc 7's`, limit, threads.wall / tsc.wall);
    add(`${what}: peak memory`, 300, row(results.large, what, "cdktf-lint")?.memory, " MB");
  }
  for (const imports of ["deep", "namespace"]) {
    const what = `1,000 stacks, Python, ${imports} imports`;
    add(`${what}: time ÷ pyright's`, 0.05, row(results.large, what, "pyright")?.ratio);
    add(`${what}: peak memory`, 300, row(results.large, what, "cdktf-lint")?.memory, " MB");
  }
  for (const label of ["TypeScript", "Python"]) {
    const what = `2,000 and 20,000 constructs, ${label}`;
    const [few, many] = [row(results.scale, what, "cdktf-lint, 2000 "), row(results.scale, what, "cdktf-lint, 20000 ")];
    if (few && many) add(`${label}: time per construct at 20,000 ÷ at 2,000`, 1.2, many.wall / 10 / few.wall);
  }
  const version = row(results.start, "start-up", "eslint --version");
  for (const what of ["cdktf-lint, one file without CDKTF", "cdktf-lint, one file with one construct"]) {
    const start = row(results.start, "start-up", what);
    if (start && version) add(`Start-up over \`eslint --version\`, ${what.slice("cdktf-lint, ".length)}`, 60, start.wall - version.wall, " ms");
  }
  add("In an existing `eslint` run: time ÷ typescript-eslint's parse alone", 1.15, row(results.eslint, "in an existing", "eslint, typescript-eslint's parser alone")?.ratio);
  for (const { language, lines, own } of results.editor ?? []) if (lines === 200) add(`Editor, ${language}, 200 lines: our own time for a change`, 15, own.median, " ms");
  return goals;
}

function editorTable(found) {
  const cell = ({ median, low, high }) => `${median.toFixed(1)} ms (${low.toFixed(1)} to ${high.toFixed(1)})`;
  return ["### A change in a warm editor", table(["File", "Our own time", "From the change to the diagnostics of VS Code's ESLint server"], found.map(({ language, lines, own, server }) => [`${language}, ${lines.toLocaleString("en")} lines`, cell(own), cell(server)]))];
}

/** All tables, under their headings. */
export function tablesOf(results) {
  const { date, processors, memory, node, versions } = results.machine;
  const parts = ["reference", "application", "large", "scale", "threads", "start", "eslint"].flatMap((part) => measurements(results[part] ?? []));
  return [
    `Measured on ${date} with Node ${node} on ${processors}, ${memory}; ${Object.entries(versions).map(([name, version]) => `${name.replace(/^tsc\d$/u, "tsc")} ${version}`).join(", ")}.`,
    "### Goals",
    table(["Goal", "Limit", "Measured", ""], goalsOf(results)),
    ...parts,
    ...(results.editor ? editorTable(results.editor) : []),
  ].join("\n\n");
}

/** A document with the tables between its markers. */
export function documentWith(text, results) {
  const [start, end] = ["<!-- bench:start -->", "<!-- bench:end -->"];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${tablesOf(results)}\n\n${text.slice(to)}`;
}
