/** Says when builds begin and when all of them are done: what the task in .vscode/tasks.json waits for. */
export function announce() {
  let running = 0;
  return {
    name: 'announce',
    setup({ onStart, onEnd }) {
      onStart(() => {
        if (running++ === 0) console.log('building');
      });
      onEnd(() => {
        if (--running === 0) console.log('built');
      });
    },
  };
}
