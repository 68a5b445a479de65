/** What gives variables their values and stages their bases. */
export const values = ['FROM', 'ARG', 'ENV'] as const;

/** Where images are named. */
export const images = [...values, 'COPY --', 'RUN --'] as const;

/** What brings files into an image. */
export const copies = [...values, 'COPY', 'ADD'] as const;

/** What the build runs, and the shell that runs it. */
export const builds = [...values, 'SHELL', 'RUN'] as const;

/** And what a container runs. */
export const commands = [...builds, 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'] as const;
