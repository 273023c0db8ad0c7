/** Lines and columns of offsets. */

export interface Position {
  /** From 1. */
  line: number;
  /** From 0, in UTF-16 units. */
  column: number;
}

export interface Location {
  start: Position;
  end: Position;
}

/** Where the lines of a text start; lookups are cheapest for neighbouring offsets. */
export class LineMap {
  private readonly starts: number[] = [0];
  private last = 0;

  /** @param isPython where only line feeds and carriage returns end a line; otherwise lines are counted as ECMAScript does */
  constructor(text: string, isPython = false) {
    const breaks = isPython ? /\r\n|[\r\n]/gu : /\r\n|[\r\n\u2028\u2029]/gu;
    for (let match = breaks.exec(text); match; match = breaks.exec(text)) this.starts.push(match.index + match[0].length);
  }

  /** Position of an offset. */
  position(offset: number): Position {
    const starts = this.starts;
    let line = this.last;
    if (offset < starts[line]! || offset >= (starts[line + 1] ?? Infinity)) {
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (offset < starts[middle]!) high = middle;
        else low = middle + 1;
      }
      line = low - 1;
      this.last = line;
    }
    return { line: line + 1, column: offset - starts[line]! };
  }

  /** Location of a range. */
  location(start: number, end: number): Location {
    return { start: this.position(start), end: this.position(end) };
  }
}
