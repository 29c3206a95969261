// What to do about a finding, in the words of the page: the engine speaks to whoever types commands, too.
import { words } from 'toroi/words.js';

const COMMAND = /--[a-z]|toroi [a-z]+/;
// The first that fits says what to do here.
const HERE = [
  [/--sheet|--impose|--creep/, 'paper'], [/toroi printer/, 'measure'], [/--map|--set/, 'match'], [/--worksheet/, 'worksheet'],
  [/--skip-bad/, 'skip'], [/--encoding|--separator|toroi convert/, 'encoding'], [/check --fix/, 'fix'], [/toroi build/, 'one'],
  [/toroi new guide/, 'write'], [/--only|--where|--split-by|--shard/, 'rows'], [/toroi labels/, 'labels'],
];

// The hint as it stands, in words of the page, or nothing when it is of use to nobody here.
export const hintOf = (hint) => {
  if (!COMMAND.test(hint)) return hint;
  const here = HERE.find(([pattern]) => pattern.test(hint));
  return here ? words.hints[here[1]] : null;
};
