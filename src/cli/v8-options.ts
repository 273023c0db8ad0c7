/**
 * V8 is told to inline less. By default it puts functions of up to 460 bytes of code into each other, and compiling what
 * becomes of that takes longer than a run of some seconds gets back.
 *
 * Imported first: V8 breaks down if this changes while it compiles. Node itself has nothing compiled until here, but
 * what was loaded before may have.
 */
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";

/** The last version of Node that this was tried with; V8 complains of options that it does not know. */
const NEWEST_TRIED = 24;

/** Options of Node by which other code runs before. */
const LOADING = /(?:^|[\s"])(?:-r|--require|--import|--(?:experimental-)?loader)(?:[\s="]|$)/u;

const isFirst = !LOADING.test([...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" "));
if (isFirst && isMainThread && process.versions["bun"] === undefined && Number.parseInt(process.versions.node, 10) <= NEWEST_TRIED) setFlagsFromString("--max-inlined-bytecode-size=60");
