/** What a thread of `--concurrency` starts with. */
import { loadCommand } from "./compiled.js";

await loadCommand().serveThread();
