/** The host scan is loaded when somebody scans: beside the command line's bundle, not in it. */
export const scanApart = {
  name: 'scan-apart',
  setup(build) {
    build.onResolve({ filter: /(?:^|\/)run\.ts$/ }, ({ kind, resolveDir, path }) =>
      kind === 'dynamic-import' && /cli(?:[\\/]scan)?$/.test(resolveDir) && /^\.\/(?:scan\/)?run\.ts$/.test(path)
        ? { path: './scan.js', external: true }
        : undefined,
    );
  },
};
