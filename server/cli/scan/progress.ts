import { visible } from '../../report/visible.ts';
import type { Io } from '../io.ts';

/** What is being collected, in one line that is written over: on a terminal only, where somebody waits. */
export function progressOn({ stderr, env }: Io): { show(text: string): void; clear(): void } {
  if (!stderr.isTTY || env['TERM'] === 'dumb') return { show() {}, clear() {} };
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      stderr.write(`\r\u001b[K${visible(text).slice(0, 70)}`);
    },
    clear() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
