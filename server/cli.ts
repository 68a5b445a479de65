import { main } from './cli/main.ts';

const { stdin, stdout, stderr, env } = process;
// Not process.exit(): what is still on its way into a pipe would be lost.
process.exitCode = await main(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  now: new Date(),
});
