/** Longer names of files are cut. */
const MOST = 80;

/** What a file is called and what it is, apart: the ending is never cut off, and never turned round by a name from right to left. */
export function partsOf(name: string): [stem: string, ending: string] {
  const ending = /.(\.[A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

/** The beginning of the name and its ending. */
export function shortName(name: string): string {
  const [stem, ending] = partsOf(name);
  return stem.slice(0, MOST - ending.length) + ending;
}
