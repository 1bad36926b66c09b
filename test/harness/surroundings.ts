/** The environment that a process of the platform would find on a bare machine; where the tests keep compiled code is told to it, since nothing that it does depends on it. */
export function surroundings(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) };
}
