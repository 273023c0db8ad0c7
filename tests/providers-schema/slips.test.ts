/** What is taken for a slip of which name: names spoilt in all the ways that fingers and memory spoil them. */
import { expect, it } from "vitest";
import { loadPackage, nearest } from "../../src/providers-schema/index.js";

const aws = loadPackage("@cdktf/provider-aws", "21.22.1");
const config = aws?.type("instance", "InstanceConfig");
const candidates = config?.kind === "struct" ? [...config.properties.keys()] : expect.unreachable("no candidates");
const types = ["lb", "lbListener", "lbTargetGroup", "route", "routeTable", "routeTableAssociation"].flatMap((name) => aws?.module(name)?.typeNames ?? []);

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const camel = (words: readonly string[]): string => words.map((word, at) => (at === 0 ? word : upper(word))).join("");

/** The name with one thing wrong at each of its letters or words. */
function spoilt(name: string): string[] {
  const letters = [...name].flatMap((letter, at) => {
    const [before, after] = [name.slice(0, at), name.slice(at + 1)];
    const next = name[at + 1] ?? "";
    return [before + after, before + letter + letter + after, before + next + letter + name.slice(at + 2), `${before}q${after}`, `${before}${letter}q${after}`];
  });
  const words = name.split(/(?=[A-Z])/u).map((word) => word.toLowerCase());
  const ofWords = words.flatMap((word, at) => {
    const [before, after] = [words.slice(0, at), words.slice(at + 1)];
    return [camel([...before, ...after]), camel([...before, `${word}s`, ...after]), camel([...before, word, "primary", ...after]), camel([...before, "max", word, ...after]), camel([...before, word.slice(0, 3), ...after]), camel([...after, ...before, word])];
  });
  const others = [words.join("_"), words.join("-"), upper(name), name.toUpperCase(), name.toLowerCase(), camel(["aws", "ec2", ...words]), camel([...words, "config"]), camel([...words, "2"]), name.replace(/s$/u, ""), name.replace(/y$/u, "ies")];
  return [...new Set([...letters, ...ofWords, ...others])].filter((one) => one !== "");
}

it.each(["ami", "tags", "keyName", "subnetId", "userData", "tenancy", "instanceType", "ebsBlockDevice", "vpcSecurityGroupIds", "associatePublicIpAddress"])("of %s", (name) => {
  expect(`\n${spoilt(name).map((one) => `${one}: ${nearest(one, candidates).join(", ")}; ${nearest(one, candidates, { slipsOnly: true }).join(", ")}; ${nearest(one, candidates, { limit: 1, prefer: (other) => (other.length > 8 ? 1 : 0) }).join(", ")}`).join("\n")}\n`).toMatchSnapshot();
});

it.each(["Route", "RouteTable", "LbListener", "LbTargetGroupHealthCheck", "RouteTableAssociationConfig"])("of the type %s", (name) => {
  const all = spoilt(name).map(upper);
  expect(`\n${[...new Set(all)].map((one) => `${one}: ${nearest(one, types).join(", ")}`).join("\n")}\n`).toMatchSnapshot();
});
