import { listExpectations } from '../run/expectations.mjs';

/** A row for each group of tests, and what each test that does not pass lacks; as Markdown. */
export function scxmlTable() {
  const all = listExpectations();
  return [`${summary(all)}\n`, ...groupTable(all), '', ...reasonTable(all)].join('\n');
}

function summary(all) {
  const passed = all.filter(({ passes }) => passes);
  const beyond = passed.filter(({ isInXState }) => !isInXState);
  return (
    `${passed.length} of ${all.length} pass: the ${passed.length - beyond.length} that XState's own ` +
    `suite runs, and ${beyond.length} that it leaves out, which are **bold**.`
  );
}

function groupTable(all) {
  const groups = new Set(all.map(({ group }) => group));
  const rows = [...groups].map((group) => {
    const tests = all.filter((each) => each.group === group);
    const passed = tests.filter(({ passes }) => passes);
    const names = passed.toSorted(byName).map(nameCell).join(' ');
    return `| ${group} | ${passed.length} of ${tests.length} | ${names} |`;
  });
  return ['| Group | Pass | Tests that pass |', '|---|---|---|', ...rows];
}

function reasonTable(all) {
  const failed = all.filter(({ passes }) => !passes);
  const rows = failed.map(({ group, name, reason }) => `| ${group}/${name} | ${reason} |`);
  return ['| Not supported | Why |', '|---|---|', ...rows];
}

const byName = (one, other) => one.name.localeCompare(other.name, 'en', { numeric: true });

/** The names of most tests differ in their number only. */
function nameCell({ name, isInXState }) {
  const short = name.replace(/^test(?=\d)/, '');
  return isInXState ? short : `**${short}**`;
}
