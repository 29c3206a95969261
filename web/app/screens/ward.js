// «Thông tin phường»: what is typed is never rewritten while it is typed; what will be printed stands
// under the field when it is left.
import { ask } from 'toroi/engine/client.js';
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { save, store, undo } from 'toroi/store.js';
import { backTo, faultSummary, fill, h, say, sentence } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.ward;
// What stands in `ward.yaml`, whatever language the page speaks.
const [ADDRESS, YES_NO] = ['\u00f4ng b\u00e0', ['c\u00f3', 'kh\u00f4ng']];

export const ward = async (name, product) => {
  const { size } = await sheet(name, product);
  const { questions } = await ask({ do: 'ward.questions' });
  const view = preview();
  const fields = new Map();
  const state = h('p', { class: 'state', role: 'status' });
  const summary = h('div', {});

  const show = (rest) => view.show({ do: 'pages', guide: name, product }, size.w, { changed: changed(name), sides: size.sides }, rest);

  let told = '[]';
  const take = async (left = null) => {
    const answers = {};
    for (const [field, { input }] of fields) if (input.value.trim()) answers[field] = input.value;
    const read = await ask({ do: 'ward.read', answers, yaml: store.yaml || undefined }, { place: 'ward' }).catch(() => null);
    if (!read?.ok) return;
    // What may not stand is kept as typed, but not printed.
    const yaml = read.faults.length ? (await ask({ do: 'ward.read', answers: read.values, yaml: store.yaml || undefined })).yaml : read.yaml;
    if (JSON.stringify(answers) !== JSON.stringify(store.answers)) {
      save({ answers, yaml });
      fill(state, text.saved(new Date().toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' })), ' · ',
        h('button', { type: 'button', class: 'quiet', onclick: () => { if (undo()) { refill(); say(text.undone); take(); } } }, text.undo));
      show(0);
    }
    const wrong = new Map(read.faults.map((fault) => [fault.field, fault.message]));
    for (const [field, own] of fields) {
      const fault = wrong.get(field);
      const printed = read.values[field];
      const differs = printed && printed !== own.input.value.trim() && own.kind !== 'yes-no' && own.kind !== 'address';
      // Nothing is said of a field that is being typed into.
      if (document.activeElement === own.input && left !== field) continue;
      own.input.setAttribute('aria-invalid', fault ? 'true' : 'false');
      own.fault.textContent = fault ? sentence(fault) : '';
      own.printed.textContent = differs ? text.printed(own.kind === 'day' ? printed.split('-').reverse().join('/') : printed) : '';
    }
    // A link somebody is about to press stays while it says the same.
    const faults = JSON.stringify(read.faults);
    if (faults === told) return;
    told = faults;
    fill(summary, faultSummary(read.faults.map((fault) => {
      const own = fields.get(fault.field);
      return [`${own?.label ?? ''}: ${sentence(fault.message)}`, own?.input];
    })));
  };

  const refill = () => {
    for (const [field, { input }] of fields) input.value = store.answers[field] ?? '';
  };

  let timer = 0;
  const row = (question) => {
    if (question.kind === 'file') return null;
    const id = `f-${question.field.replace('.', '-')}`;
    // The words say their own example after a comma.
    const asked = question.kind === 'yes-no' ? question.words.replace(text.yesOrNo, '?') : question.words;
    const [label, ...rest] = (question.kind === 'address' ? text.address : asked).split(text.forExample);
    const input = question.kind === 'address'
      ? h('select', { id }, h('option', { value: '' }, text.addresses[0]), h('option', { value: ADDRESS }, text.addresses[1]))
      : question.kind === 'yes-no'
      ? h('select', { id }, h('option', { value: '' }, '–'), YES_NO.map((value, at) => h('option', { value }, text.yesNo[at])))
      : h('input', { id, type: 'text', inputmode: question.kind === 'phone' ? 'tel' : null, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-e ${id}-p ${id}-x` });
    const fault = h('span', { class: 'fault', id: `${id}-x` });
    const printed = h('span', { class: 'printed', id: `${id}-p` });
    fields.set(question.field, { input, fault, printed, label, kind: question.kind });
    input.addEventListener('blur', () => take(question.field));
    input.addEventListener('change', () => take(question.field));
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => take(), 600); });
    return h('p', { class: 'field' }, h('label', { for: id }, label), h('small', { id: `${id}-e` }, rest.length ? text.example(rest.join(text.forExample)) : ''), input, printed, fault);
  };
  const rows = questions.map(row);
  refill();
  show(0);
  if (Object.keys(store.answers).length) take();
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product)), h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), summary, rows, state,
      h('p', { class: 'actions' }, h('a', { class: 'button', href: link(name, product, 'print') }, text.next),
        h('a', { class: 'button second', href: link(name, product, 'houses') }, text.houses))),
    view.element);
};
