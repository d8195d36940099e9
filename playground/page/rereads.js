/** Several events of one kind in a row are one read; a read that is under way is followed by one more. */
export class Rereads {
  /** `trouble` hears of reads that failed. */
  constructor(trouble) {
    this.trouble = trouble;
    this.under = new Map();
  }

  /** Read soon what `name` stands for. */
  soon(name, read) {
    const under = this.under.get(name);
    if (under) {
      under.again = true;
      return;
    }
    const turn = { again: false };
    this.under.set(name, turn);
    const run = async () => {
      do {
        turn.again = false;
        await read();
      } while (turn.again);
    };
    run()
      .catch(this.trouble)
      .finally(() => this.under.delete(name));
  }
}
