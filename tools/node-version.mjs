// @ts-check

/** The oldest Node that runs all of our packages; also in package.json, `engines`. */
const oldest = [20, 19];

/**
 * What is wrong with this Node, as a sentence; undefined when nothing is.
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined}
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  const isNewEnough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  if (isNewEnough) return undefined;
  return (
    `Carillon needs Node ${oldest.join('.')} or newer, and this is Node ${version}. ` +
    'Install a current Node from https://nodejs.org (or with nvm: "nvm install --lts"), then run the same command again.'
  );
}
