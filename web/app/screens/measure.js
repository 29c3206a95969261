// «Đo máy in»: a test sheet, eight numbers read off it, and from then on backs lie behind their fronts.
import { askProject } from 'toroi/ask.js';
import { action } from 'toroi/hands.js';
import { measuredName } from 'toroi/project.js';
import { save, store } from 'toroi/store.js';
import { download, failure, faultSummary, fill, findings, h, sentence } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.measure;

export const measure = async () => {
  const top = h('div', {});
  const state = h('div', { role: 'status' });
  const got = h('div', { class: 'state', role: 'status' });
  const fields = new Map();
  const way = (value, label, on) => h('label', { class: 'pick' }, h('input', { type: 'radio', name: 'way', value, checked: on }), ' ', label);
  const ways = h('fieldset', {}, h('legend', {}, text.way), way('', text.portrait, true), way('landscape', text.landscape, false));
  const landscape = () => ways.querySelector(':checked').value === 'landscape';
  // A printer that turns paper over the other edge.
  const other = h('input', { type: 'checkbox' });
  const flip = () => (other.checked ? (landscape() ? 'long' : 'short') : undefined);
  const name = h('input', { id: 'printer-name', type: 'text', autocomplete: 'off', maxlength: 60, value: store.printer || text.mine });
  const sheet = async () => {
    fill(got, words.preview.working);
    const reply = await askProject({ do: 'printer.sheet', landscape: landscape(), flip: flip() }).catch((error) => ({ error }));
    if (!reply.ok) { fill(got, reply.error ? failure(reply.error) : findings(reply.findings)); return; }
    download(reply.name, reply.files[0], 'application/pdf');
    fill(got, words.print.saved(reply.name));
  };
  // One row of numbers: the faults of the engine stand under it.
  const row = (field, asks, start) => {
    const fault = h('span', { class: 'fault', id: `${field}-fault` });
    const inputs = asks.map((label, at) => h('label', { class: 'reading' }, label,
      h('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off', value: start, id: `${field}-${at}`, 'aria-describedby': `${field}-fault` })));
    fields.set(field, { inputs: inputs.map((label) => label.querySelector('input')), fault });
    return h('fieldset', {}, h('legend', {}, text.rows[field]), h('p', { class: 'hint' }, text.hints[field]), h('div', { class: 'readings' }, inputs), fault);
  };
  const read = (input) => {
    const typed = input.value.trim().replace(',', '.').replace('−', '-');
    return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : null;
  };
  const keep = async () => {
    const json = { do: 'printer.calibrate', name: measuredName(name.value), landscape: landscape(), flip: flip() };
    let wrong = 0;
    fill(top);
    for (const [field, { inputs, fault }] of fields) {
      json[field] = inputs.map(read);
      inputs.forEach((input, at) => input.setAttribute('aria-invalid', json[field][at] === null ? 'true' : 'false'));
      const isWrong = json[field].includes(null);
      fault.textContent = isWrong ? text.number : '';
      if (isWrong) wrong += 1;
    }
    if (!wrong) {
      const reply = await askProject(json).catch((error) => ({ error }));
      if (reply.error) { fill(state, failure(reply.error)); return; }
      if (!reply.ok) { fill(state, findings(reply.findings)); return; }
      for (const { field, message } of reply.faults) {
        const own = fields.get(field);
        own.fault.textContent = sentence(message.replace(/^`[a-z]+` /, ''));
        own.inputs.forEach((input) => input.setAttribute('aria-invalid', 'true'));
      }
      wrong = reply.faults.length;
      if (reply.yaml) {
        const { bar, turned, ...rest } = store.printers[name.value.trim()] ?? {};
        save({ printersYaml: reply.yaml, printer: name.value.trim(), printers: { ...store.printers, [name.value.trim()]: rest } });
        fill(state, h('p', { class: 'good' }, text.done(name.value.trim())), reply.off_scale ? h('p', { class: 'summary' }, text.offScale) : '',
          h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => window.history.back() }, text.back)));
        return;
      }
    }
    const faulty = [...fields].filter(([, { fault }]) => fault.textContent);
    const first = ({ inputs }) => inputs.find((input) => input.getAttribute('aria-invalid') === 'true') ?? inputs[0];
    fill(state);
    fill(top, faultSummary(faulty.map(([field, own]) => [text.wrong(text.rows[field], own.fault.textContent), first(own)])));
    top.firstChild?.focus();
  };
  const reply = await askProject({ do: 'printers' });
  const known = reply.ok && reply.printers.length
    ? h('p', {}, text.known(reply.printers.map((own) => own.name).join(', '))) : findings(reply.findings);
  return h('div', { class: 'page' },
    h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), top, known,
    h('h2', {}, text.first), h('p', { class: 'field' }, h('label', { for: 'printer-name' }, words.print.printer), name), ways,
    h('p', { class: 'actions' }, action(text.sheet, sheet)), got, h('p', {}, text.print), h('label', { class: 'check' }, other, ' ', text.flip),
    h('h2', {}, text.second), row('edges', ['A', 'B', 'C', 'D'], ''), row('shift', text.across, ''), row('bar', text.across, ''),
    h('p', { class: 'actions' }, action(text.store, keep)), state);
};
