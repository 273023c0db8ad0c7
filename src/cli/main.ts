#!/usr/bin/env node
/** `cdktf-lint`. */
import { loadCommand } from "./compiled.js";

await loadCommand().runCommand();
