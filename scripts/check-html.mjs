/**
 * `npm run check:html`: opens the HTML report in a real browser, on a phone and on a desktop, with and without
 * JavaScript, and uses it as a reader would. Chromium is the one on the path, or comes from the npm package that
 * carries it. With a folder as argument, screenshots are kept there.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "cdktf-html-"));
const shots = process.argv[2] && resolve(process.argv[2]);
const HOSTILE = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
LbTargetGroup(scope, "</script><img src=x onerror=window.hacked=1>", deregistration_delay=30)  # <script>window.hacked=1</script>
`;
let failures = 0;

function check(what, isOk, detail = "") {
  if (!isOk) failures++;
  console.log(`${isOk ? "ok  " : "FAIL"} ${what}${isOk ? "" : `: ${JSON.stringify(detail)}`}`);
}

async function launch() {
  const onPath = spawnSync("which", ["chromium", "chromium-browser", "google-chrome"], { encoding: "utf8" }).stdout?.split("\n")[0];
  execFileSync("npm", ["install", "--prefix", work, "--no-audit", "--no-fund", "--ignore-scripts", "--silent", "playwright-core@1", ...(onPath ? [] : ["@sparticuz/chromium"])], { stdio: ["ignore", "ignore", "inherit"] });
  const from = createRequire(join(work, "package.json"));
  const { chromium } = from("playwright-core");
  if (onPath) return chromium.launch({ executablePath: onPath, args: ["--no-sandbox"] });
  const { default: carried } = await import(pathToFileURL(from.resolve("@sparticuz/chromium")).href);
  return chromium.launch({ executablePath: await carried.executablePath(), args: carried.args });
}

/** A page of the report; what it asks the network for and what goes wrong in it is collected. */
async function open(browser, url, { width, height, ...options }) {
  const context = await browser.newContext({ viewport: { width, height }, isMobile: width < 600, hasTouch: width < 600, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => request.url().startsWith("file:") || troubles.push(request.url()));
  await page.goto(url);
  return { page, troubles };
}

const titles = (page) => page.locator("#findings > section > h2").evaluateAll((all) => all.map((title) => title.firstChild.textContent));
const visible = (page) => page.locator(".finding:visible").count();

try {
  const project = join(work, "project");
  for (const language of ["typescript", "python"]) cpSync(join(ROOT, "tests/fixtures", `streaming-stack-${language}-flawed`), join(project, language), { recursive: true });
  mkdirSync(join(project, "<b onclick=window.hacked=1>"));
  writeFileSync(join(project, "<b onclick=window.hacked=1>", "x.py"), HOSTILE);
  spawnSync(process.execPath, [join(ROOT, "dist/cli/main.cjs"), "-f", "html", "-o", "report.html", "."], { cwd: project, env: { ...process.env, GITHUB_WORKSPACE: project } });
  const url = pathToFileURL(join(project, "report.html")).href;
  const browser = await launch();

  for (const [name, options] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 }, dark: { width: 1280, height: 900, colorScheme: "dark" } })) {
    const { page, troubles } = await open(browser, url, options);
    const width = await page.evaluate(() => globalThis.document.documentElement.scrollWidth);
    check(`${name}: nothing is wider than the screen`, width <= options.width, width);
    const total = await visible(page);
    check(`${name}: findings are shown, by file`, total > 30 && (await titles(page)).includes("python/stacks/streaming_stack.py"), await titles(page));
    await page.selectOption("#group", "rule");
    check(`${name}: by rule`, (await titles(page)).includes("cdktf/valid-property-type") && (await visible(page)) === total, await titles(page));
    await page.selectOption("#group", "construct");
    const constructs = await titles(page);
    check(`${name}: by construct`, constructs.includes('ElasticacheReplicationGroup "redis_cluster"') && constructs.at(-1) === "No construct", constructs);
    await page.fill("#search-text", "redis description");
    const few = await visible(page);
    check(`${name}: the search narrows`, few > 0 && few < total && (await page.textContent("#shown")) === `${few} of ${total} shown`, few);
    await page.fill("#search-text", "no such thing");
    check(`${name}: and says when nothing fits`, (await visible(page)) === 0 && (await page.isVisible("#none")));
    await page.fill("#search-text", "");
    await page.uncheck("input[value=error]");
    check(`${name}: levels can be left out`, (await visible(page)) > 0 && (await page.locator(".finding.error:visible").count()) === 0);
    await page.locator(".overview details", { hasText: "rules" }).evaluate((details) => (details.open = true));
    await page.click(".overview details[data-by=rule] a");
    check(`${name}: a row of the overview leads to its findings`, new URL(page.url()).hash.startsWith("#f") && (await page.locator(".finding:target:visible").count()) === 1, page.url());
    check(`${name}: no code of the project runs`, (await page.evaluate(() => globalThis.hacked)) === undefined && (await page.locator("#findings img, #findings b, #findings script").count()) === 0);
    check(`${name}: nothing goes wrong and nothing is loaded`, troubles.length === 0, troubles);
    if (shots) {
      mkdirSync(shots, { recursive: true });
      await page.goto(url);
      await page.reload();
      await page.screenshot({ path: join(shots, `${name}.png`) });
    }
  }

  const { page, troubles } = await open(browser, url, { width: 390, height: 844, javaScriptEnabled: false });
  check("without JavaScript: all findings are there, and no control that does nothing", (await visible(page)) > 30 && !(await page.isVisible("#controls")) && troubles.length === 0, troubles);
  await browser.close();
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(failures === 0 ? "The report works in the browser." : `${failures} checks failed.`);
process.exitCode = failures === 0 ? 0 : 1;
