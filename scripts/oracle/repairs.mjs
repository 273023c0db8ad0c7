/**
 * `npm run oracle:repairs`: what the fixes and suggestions of the rules do to generated programs with mistakes in them.
 *
 *   node scripts/oracle/repairs.mjs [--count N] [--seed N]
 *
 * `--count` is the number of mutants for each language. Needs a build. A violation is
 * - a fix that is still offered after all fixes, or a finding with a fix that is still there
 * - a finding that was not there before the fixes, or before one of them was applied alone
 * - a text that does not parse
 * - a comment that is lost or written twice, another line ending, indentation, quote or trailing comma than the file's
 * - a mistake made in a valid program by one edit, for which a fix was offered, and the program is not again what it was
 * - a suggestion that, applied alone, does not parse or makes an error other than of what it says is to be filled in.
 */
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { randomFrom } from "../random.mjs";
import { kindsOf, program, VERSIONS } from "./generator.mjs";
import { layOut, NOTE, styleFrom } from "./layout.mjs";
import { MISTAKES, mistakeIn } from "./mistakes.mjs";
import { situation, SITUATIONS } from "./situations.mjs";

const { default: plugin } = await import("../../dist/index.js");

const { values } = parseArgs({ options: { count: { type: "string", default: "600" }, seed: { type: "string", default: "1" }, shown: { type: "string", default: "5" } } });
/** Constructs in a program: most have one, so that it is known what its fixes are for. */
const SIZES = [1, 1, 1, 3];
const linter = new Linter({ configType: "flat" });

/** A program in a language at a version of the provider, as the linter sees it. */
class Subject {
  constructor(language, version) {
    this.config = [...plugin.configs.recommended, { files: ["**/*"], settings: { cdktf: { providerVersion: version } } }];
    this.options = { filename: language === "python" ? "stack.py" : "stack.ts" };
  }

  verify(text) {
    return linter.verify(text, this.config, this.options);
  }

  fix(text) {
    return linter.verifyAndFix(text, this.config, this.options);
  }
}

/**
 * What a finding is about: a rule, what it says, and the thing that it names, without the path to it and in no language's
 * style. A fault keeps all of them where a fix moves it into a struct class or a resource of its own.
 */
const keyOf = ({ ruleId, messageId, message }) => `${ruleId} ${messageId}: ${/`([^`]*)`/u.exec(message)?.[1].split(/[./](?=\w+$)/u).at(-1).replaceAll("_", "").toLowerCase() ?? message}`;
/** Of a dropped key the fix makes the struct class, and the valid program may have had jsii's own key. */
const hasChoice = ({ ruleId }) => ruleId === "cdktf/no-dropped-block-keys";
/** A new import has `/index.js` where another one of the file has it. */
const plainPaths = (text) => text.replaceAll(/\/index\.js(?=["'])/gu, "");
/** A file that imports namespaces from the root gets the class by its namespace. */
const isByNamespace = (before, after) => count(before, ROOT) > 0 && count(before, ROOT) === count(after, ROOT);
const ROOT = /from ["']@cdkt[fn]\/provider-\w+["']/gu;
const isError = ({ severity, fatal }) => severity === 2 || fatal === true;
const apply = (text, { range, text: written }) => text.slice(0, range[0]) + written + text.slice(range[1]);

/** What of `after` was not in `before`, each as often as it came. */
function surplus(after, before) {
  const left = new Map();
  for (const one of before) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return after.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

const count = (text, pattern) => text.match(pattern)?.length ?? 0;

/** What a repair has done to the way in which a file is written, in words. */
function damage(before, after, style) {
  const found = [];
  const notes = (text) => (text.match(NOTE) ?? []).sort().join();
  if (notes(before) !== notes(after)) found.push("comments are lost or doubled");
  const lone = style.newline === "\n" ? /\r/u : /(?<!\r)\n/u;
  if (lone.test(after)) found.push("line endings are mixed");
  const indents = [...after.matchAll(/^[ \t]+/gmu)].map(([indent]) => indent);
  const isIndent = (indent) => indent.length % style.unit.length === 0 && [...indent].every((one) => one === style.unit[0]);
  if (!indents.every(isIndent)) found.push("indentation is mixed");
  if (after.includes(style.quote === '"' ? "'" : '"')) found.push("quotes are mixed");
  const bare = (text) => text.replace(/(?:#|\/\/) note \d+ ends/gu, "").replace(/\/\* note \d+ ends \*\//gu, "");
  const [old, now] = [bare(before), bare(after)];
  const trailing = /,\s*\n\s*[)\]}]/gu;
  const missing = /[^\s,;([{]\s*\n\s*[)\]}]/gu;
  if (!style.trailing && count(now, trailing) > count(old, trailing)) found.push("a trailing comma is added");
  if (style.trailing && count(now, missing) > count(old, missing)) found.push("a trailing comma is missing");
  return found;
}

/** Counts by language and rule. */
const tallies = new Map();
function tally(language, rule) {
  const key = `${language} ${rule}`;
  if (!tallies.has(key)) tallies.set(key, { language, rule: rule.replace("cdktf/", ""), mutants: 0, findings: 0, fixable: 0, fixed: 0, left: 0, suggestions: 0, violations: 0 });
  return tallies.get(key);
}

const kinds = new Map();
const violations = new Map();
let total = 0;

function violation(subject, what, rules, parts) {
  total++;
  for (const rule of new Set(rules)) tally(subject.language, rule).violations++;
  const times = violations.get(what) ?? 0;
  violations.set(what, times + 1);
  if (times >= Number(values.shown)) return;
  console.error(`\n#### ${what} (${subject.language}, ${subject.label})`);
  for (const [title, part] of Object.entries(parts)) console.error(`-- ${title}\n${typeof part === "string" ? part.replaceAll("\r", "␍").slice(0, 3000) : part.map(({ line, ruleId, message, fix }) => `  ${line}: ${ruleId} ${message}${fix ? " [fix]" : ""}`).join("\n")}`);
}

/** The lines in which two texts differ. */
function difference(before, after) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [...old.slice(start, old.length - end).map((line) => `- ${line}`), ...now.slice(start, now.length - end).map((line) => `+ ${line}`)].join("\n");
}

/** All that is asked of the repairs of one program. */
function judge(subject, { text, valid, base, style, kind, isAlone }) {
  const before = subject.verify(text);
  // Advice on the valid program can be given again once it is valid again; without that program it cannot be told.
  const known = base === undefined ? before : [...before, ...surplus(subject.verify(base), before)];
  const counts = (one) => isError(one) || base !== undefined;
  const fixable = before.filter(({ fix }) => fix);
  const rules = [...new Set(before.map(({ ruleId }) => ruleId))].filter((rule) => rule !== null);
  for (const rule of rules) tally(subject.language, rule).mutants++;
  const { output, messages } = subject.fix(text);
  const kindKey = `${subject.language} ${kind}`;
  const ofKind = kinds.get(kindKey) ?? { language: subject.language, kind, mutants: 0, offered: 0, clean: 0 };
  kinds.set(kindKey, ofKind);
  ofKind.mutants++;
  const report = (what, blamed, parts) => violation(subject, what, blamed.map(({ ruleId }) => ruleId ?? "syntax"), { findings: before, difference: difference(text, output), ...parts });

  if (messages.some(({ fatal }) => fatal)) return report("the fixed text does not parse", fixable, { messages });
  const fresh = surplus(messages, known).filter(counts);
  const stuck = messages.filter(({ fix }) => fix);
  const wanted = new Set(fixable.map(keyOf));
  const remaining = surplus(messages, before.filter(({ fix }) => !fix)).filter((one) => wanted.has(keyOf(one)));
  for (const { ruleId, fix, suggestions = [] } of before) {
    const own = tally(subject.language, ruleId);
    own.findings++;
    own.suggestions += suggestions.length;
    if (fix) own.fixable++;
  }
  const gone = surplus(before, messages);
  for (const { ruleId } of gone) tally(subject.language, ruleId).fixed++;
  for (const { ruleId } of messages) tally(subject.language, ruleId).left++;
  if (fixable.length > 0) {
    ofKind.offered++;
    if (!messages.some(isError)) ofKind.clean++;
    if (fresh.length > 0) report("the fixes make a finding", fixable, { fresh, output });
    if (stuck.length > 0) report("a fix is offered after all fixes", stuck, { messages });
    else if (remaining.length > 0) report("what was fixed is found again", remaining, { messages });
    for (const what of damage(text, output, style)) report(what, fixable, {});
    if (isAlone && messages.some(isError)) report("an error is left of one mistake", fixable, { messages });
    else if (valid !== undefined && fresh.length === 0 && plainPaths(output) !== plainPaths(valid) && !messages.some(isError) && !before.some(hasChoice) && !isByNamespace(text, output)) report(`not what it was (${kind})`, fixable, { wanted: difference(text, valid) });
  } else if (output !== text) report("a change without a fix", before, {});

  for (const one of fixable.slice(0, 4)) {
    const alone = apply(text, one.fix);
    const after = subject.verify(alone);
    const made = surplus(after, known).filter(counts);
    if (after.some(({ fatal }) => fatal)) report("one fix alone does not parse", [one], { alone: difference(text, alone), after });
    else if (made.length > 0) report("one fix alone makes a finding", [one], { alone: difference(text, alone), made });
  }
  for (const { ruleId, suggestions = [] } of before) {
    for (const { messageId, fix } of suggestions) {
      const alone = apply(text, fix);
      const after = subject.verify(alone);
      const made = surplus(after.filter(isError), known);
      // What is filled in as `{}` may need something itself.
      const unsaid = messageId === "addPlaceholders" ? made.filter((one) => one.ruleId !== ruleId) : made;
      const parts = { alone: difference(text, alone), made };
      if (after.some(({ fatal }) => fatal)) report(`a suggestion does not parse (${messageId})`, [{ ruleId }], { alone: parts.alone, after });
      else if (unsaid.length > 0) report(`a suggestion makes an error (${messageId})`, [{ ruleId }], parts);
      for (const what of damage(text, alone, style)) report(`${what} (${messageId})`, [{ ruleId }], parts);
    }
  }
}

/** Whether a further mistake keeps another one from being found, or is itself not found: what is repaired could then uncover it. */
function hides(subject, text, mutant) {
  const [before, after] = [subject.verify(text), subject.verify(mutant)];
  return after.length <= before.length || surplus(before, after).length > 0;
}

const perLanguage = Number(values.count);
for (const language of ["typescript", "python"]) {
  const generated = kindsOf(language);
  const all = [...generated, ...MISTAKES, ...MISTAKES, "several", "several"];
  /** From here on each resource has a module, as the situations import them. */
  const hasModules = (name, version) => name.startsWith("@cdktf/") && Number(version.split(".")[0]) >= 10;
  const share = Math.ceil(perLanguage / VERSIONS.length);
  for (const [turn, [name, version]] of VERSIONS.entries()) {
    const subject = Object.assign(new Subject(language, version), { language, label: `${name.split("/")[0].slice(1)} ${version}` });
    for (let at = 0, made = 0; made < share; at++) {
      const seed = (Number(values.seed) + turn) * 1_000_003 + at;
      const random = randomFrom(seed);
      const choice = hasModules(name, version) ? [...all, ...SITUATIONS] : all;
      const kind = choice[Math.floor(random() * choice.length)];
      const size = SIZES[Math.floor(random() * SIZES.length)];
      const style = styleFrom(random, language);
      const isGenerated = generated.includes(kind);
      const isSituation = SITUATIONS.includes(kind);
      const { text: plain } = isSituation ? { text: situation(kind, language, random) } : program({ name, version, language, kind: isGenerated && kind !== "attribute" ? kind : "valid", seed, size: kind === "several" ? 5 : size });
      let text = layOut(plain, language, style, random);
      let [valid, base] = [undefined, isSituation || (isGenerated && kind !== "attribute") ? undefined : text];
      if (base !== undefined) {
        const wanted = kind === "several" ? Array.from({ length: 6 }, () => MISTAKES[Math.floor(random() * MISTAKES.length)]) : [kind];
        for (const one of wanted) {
          const mistake = mistakeIn(text, one, language, random);
          if (!mistake || (kind === "several" && hides(subject, text, mistake.mutant))) continue;
          text = mistake.mutant;
          if (kind !== "several") valid = base = mistake.valid;
        }
        if (text === base) continue;
      }
      made++;
      judge(subject, { text, valid, base, style, kind, isAlone: kind !== "several" && !isSituation && size === 1 });
    }
  }
}

console.table([...kinds.values()].sort((a, b) => a.language.localeCompare(b.language)));
console.table([...tallies.values()].sort((a, b) => (a.language + a.rule).localeCompare(b.language + b.rule)));
for (const [what, times] of violations) console.log(`${times} × ${what}`);
console.log(`${total} violations, seed ${values.seed}`);
process.exitCode = total > 0 ? 1 : 0;
