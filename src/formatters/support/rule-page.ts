/** The pages of the rules, which come with the package. */
import { readFileSync } from "node:fs";

/**
 * The page of a rule of this plugin, with links that work elsewhere and without its title.
 *
 * @param name without prefix
 * @param url where the page stands
 * @returns undefined where there is none
 */
export function rulePage(name: string, url: string): string | undefined {
  if (!/^[a-z-]+$/u.test(name)) return undefined;
  try {
    const text = readFileSync(new URL(`../../../docs/rules/${name}.md`, import.meta.url), "utf8");
    return text
      .replace(/^# .*\n+/u, "")
      .replace(/<!--.*?-->\n?/gsu, "")
      .replace(/\]\((?!https?:|#)([^)]+)\)/gu, (_, target: string) => `](${new URL(target, url).href})`);
  } catch {
    return undefined;
  }
}

/** A section of a page by its title, without it; undefined where there is none. */
export function sectionOf(page: string, title: string): string | undefined {
  const parts = page.split(/^## (.+)$/mu);
  const at = parts.findIndex((part, index) => index % 2 === 1 && part.trim() === title);
  return at < 0 ? undefined : parts[at + 1]?.trim();
}
