import { createConnection } from 'vscode-languageserver/node';
import { version } from './core/version.generated.ts';
import { startServer } from './lsp/server.ts';
import { nodeRuntime } from './node/runtime.ts';
import { serverTask, usage } from './node/serverArguments.ts';
import { kinds } from './rules/registry.ts';

const asked = serverTask(process.argv.slice(2), process.send !== undefined);
switch (asked.task) {
  case 'version':
    console.log(version);
    break;
  case 'help':
    process.stdout.write(usage);
    break;
  case 'refuse':
    process.stderr.write(`podseal-language-server: ${asked.why}\n${usage}`);
    process.exitCode = 2;
    break;
  case 'serve': {
    const connection = createConnection();
    // A message that cannot be delivered is no reason to stop.
    process.on('unhandledRejection', error => connection.console.error(String(error)));
    startServer(connection, nodeRuntime, kinds, version);
  }
}
