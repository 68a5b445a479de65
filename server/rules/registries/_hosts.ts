/** Registries that are reached without leaving the machine. */
export const isLoopback = (place: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/.test(place);
