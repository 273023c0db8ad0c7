/** Processes measured side by side. */
import { spawnSync } from "node:child_process";

/** Python can tell what a child used, on Linux and macOS; Node cannot. */
const METER = `
import json, resource, subprocess, sys, threading, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
# wait() with a limit of its own would look only every 50 ms.
late = threading.Event()
timer = threading.Timer(float(sys.argv[1]), lambda: (late.set(), child.kill()))
timer.start()
status = child.wait()
wall = time.perf_counter() - start
timer.cancel()
if late.is_set():
    status = None
used = resource.getrusage(resource.RUSAGE_CHILDREN)
scale = 1 if sys.platform == "darwin" else 1024
print(json.dumps({"wall": wall * 1000, "cpu": (used.ru_utime + used.ru_stime) * 1000, "memory": used.ru_maxrss * scale / 1e6, "status": status}))
`;
const LIMIT_S = 900;

/**
 * Runs a process.
 *
 * @param {{name: string, command: string, args: string[], cwd: string, before?: () => void}} subject `before` is not measured
 * @returns {{wall: number, cpu: number, memory: number} | undefined} milliseconds, and megabytes of its largest process; undefined if it took too long
 */
export function once({ name, command, args, cwd, before }) {
  before?.();
  const { stdout, stderr } = spawnSync("python3", ["-c", METER, String(LIMIT_S), command, ...args], { cwd, encoding: "utf8" });
  if (!stdout) throw new Error(`cannot measure: ${stderr}`);
  const { status, ...used } = JSON.parse(stdout);
  if (status === null) return undefined;
  // Findings are expected of everybody; anything else did not do the work.
  if (status < 0 || status > 2 || (status === 2 && name.startsWith("cdktf-lint"))) throw new Error(`${name} could not run in ${cwd}: ${command} ${args.join(" ")} ended with ${status}`);
  return used;
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Measures several subjects in turn, so that what else the machine does falls on all of them; each is run once before,
 * unless its `runs` is 1.
 *
 * @param {{name: string, command: string, args: string[], cwd: string, before?: () => void, runs?: number}[]} subjects
 * @param {number} rounds
 * @returns {{name: string, runs: number, wall: number, low: number, high: number, cpu: number, memory: number, ratio: number, cpuRatio: number}[]}
 *   medians, the quickest and the slowest run, and the median of the first subject's time, and of its CPU time, divided by this one's in the same round
 */
export function compare(subjects, rounds) {
  const runsOf = ({ runs = rounds }) => Math.min(runs, rounds);
  const all = subjects.map((subject) => {
    if (runsOf(subject) > 1) once(subject);
    return [];
  });
  for (let round = 0; round < rounds; round++) {
    for (const [at, subject] of subjects.entries()) if (round < runsOf(subject)) all[at].push(once(subject));
  }
  return subjects.map(({ name }, at) => {
    const runs = all[at].filter((run) => run !== undefined);
    if (runs.length === 0) return { name, runs: 0 };
    const of = (key) => runs.map((run) => run[key]);
    const ratio = (key) => median(runs.map((run, round) => all[0][round][key] / run[key]));
    return { name, runs: runs.length, wall: median(of("wall")), low: Math.min(...of("wall")), high: Math.max(...of("wall")), cpu: median(of("cpu")), memory: Math.max(...of("memory")), ratio: ratio("wall"), cpuRatio: ratio("cpu") };
  });
}
