/** Whether a path is that of the profile which comes with Podman. */
export const isUsualProfile = (path: string): boolean => /^\/(?:usr\/share|etc)\/containers\/seccomp\.json$/.test(path);
