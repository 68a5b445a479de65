import { heredocs, scriptFolder } from '../../parse/containerfile/changedTopics.ts';

/** What gives variables their values and stages their bases. */
export const values = ['FROM', 'ARG', 'ENV'] as const;

/** Where images are named. */
export const images = [...values, 'COPY --', 'RUN --'] as const;

/** What brings files into an image. */
export const copies = [...values, 'COPY', 'ADD'] as const;

/** What the build runs, the shell that runs it, and the scripts that are written for it. */
export const builds = [...values, 'SHELL', 'RUN', heredocs, scriptFolder] as const;

/** And what a container runs. */
export const commands = [...builds, 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'] as const;
