// «Thông tin phường»: what the project says, and what is typed over it. What is typed is never rewritten while it is
// typed; what will be printed stands under the field when it is left.
import { ask } from 'toroi/engine/client.js';
import { inProject, lay } from 'toroi/laid.js';
import { atLeaving, untilLeft } from 'toroi/leaving.js';
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { save, store } from 'toroi/store.js';
import { backTo, dayOf, faultSummary, fill, h, say, sentence } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.ward;
// What stands in `ward.yaml`, whatever language the page speaks.
const [ADDRESS, YES_NO] = ['\u00f4ng b\u00e0', ['c\u00f3', 'kh\u00f4ng']];
const REST = 600;

// A value of the file as it is typed.
const typedOf = (kind, value) => {
  if (kind === 'yes-no') return { true: YES_NO[0], false: YES_NO[1] }[value] ?? value;
  if (kind === 'address') return value === ADDRESS ? value : '';
  return kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value) ? dayOf(value) : value;
};

// A question with its field, which says its own example after a comma.
const fieldOf = ({ field, kind, words: asked }, there) => {
  const id = `f-${field.replace('.', '-')}`;
  const question = kind === 'yes-no' ? asked.replace(text.yesOrNo, '?') : asked;
  const [label, ...rest] = (kind === 'address' ? text.address : question).split(text.forExample);
  const input = kind === 'address'
    ? h('select', { id }, h('option', { value: '' }, text.addresses[0]), h('option', { value: ADDRESS }, text.addresses[1]))
    : kind === 'yes-no'
    ? h('select', { id }, h('option', { value: '' }, '–'), YES_NO.map((value, at) => h('option', { value }, text.yesNo[at])))
    : h('input', { id, type: 'text', inputmode: kind === 'phone' ? 'tel' : null, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-e ${id}-p ${id}-x` });
  const fault = h('span', { class: 'fault', id: `${id}-x` });
  const printed = h('span', { class: 'printed', id: `${id}-p` });
  const element = h('p', { class: 'field' }, h('label', { for: id }, label), h('small', { id: `${id}-e` }, rest.length ? text.example(rest.join(text.forExample)) : ''), input, printed, fault);
  // `there`: as the project says it; `filled`: as it was filled in or kept last.
  return { field, kind, label, input, fault, printed, element, there: typedOf(kind, there ?? ''), filled: '' };
};

export const ward = async (name, product) => {
  const { size } = await sheet(name, product);
  const { questions } = await ask({ do: 'ward.questions' });
  const there = await inProject();
  const fields = questions.filter(({ kind }) => kind !== 'file').map((question) => fieldOf(question, there.answers[question.field]));
  const view = preview();
  const state = h('p', { class: 'state', role: 'status', tabindex: '-1' });
  const summary = h('div', {});

  const show = (rest) => view.show({ do: 'pages', guide: name, product }, size.w, { changed: changed(name), sides: size.sides }, rest);

  const valueOf = (own) => store.answers[own.field] ?? own.there;
  const refill = (which = () => true) => fields.filter(which).forEach((own) => { own.input.value = own.filled = valueOf(own); });

  // What differs from the project. A field nobody has typed into here is as other pages left it.
  const typed = () => {
    const answers = { ...store.answers };
    for (const { field, input, filled, there: said } of fields) {
      if (input.value === filled) continue;
      if (input.value.trim() === said) delete answers[field];
      else answers[field] = input.value;
    }
    return answers;
  };

  let undo = null;
  const keep = (answers, yaml = store.yaml) => {
    const isNew = JSON.stringify(answers) !== JSON.stringify(store.answers);
    if (!isNew && (yaml === store.yaml || !Object.keys(answers).length)) return false;
    if (isNew) undo = { answers: store.answers, yaml: store.yaml };
    const isKept = save({ answers, yaml });
    fields.filter(({ input, filled }) => input.value !== filled).forEach((own) => { own.filled = valueOf(own); });
    if (isNew) fill(state, isKept ? text.saved(new Date().toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' })) : text.unkept, ' · ', h('button', { type: 'button', class: 'quiet', onclick: back }, text.undo));
    return true;
  };
  const back = () => {
    save(undo);
    refill();
    fill(state, text.undone);
    state.focus();
    show(0);
    take();
  };

  let told = '[]';
  const tell = (read, left) => {
    const wrong = new Map(read.faults.map((fault) => [fault.field, fault.message]));
    for (const own of fields) {
      const fault = wrong.get(own.field);
      const value = read.values[own.field] ?? '';
      const printed = own.kind === 'day' ? dayOf(value) : value;
      const differs = printed && printed !== own.input.value.trim() && own.kind !== 'yes-no' && own.kind !== 'address';
      // Nothing is said of a field that is being typed into.
      if (document.activeElement === own.input && left !== own.field) continue;
      own.input.setAttribute('aria-invalid', fault ? 'true' : 'false');
      own.fault.textContent = fault ? sentence(fault) : '';
      own.printed.textContent = differs ? text.printed(printed) : '';
    }
    // A link somebody is about to press stays while it says the same.
    const faults = JSON.stringify(read.faults);
    if (faults === told) return;
    told = faults;
    fill(summary, faultSummary(read.faults.map((fault) => {
      const own = fields.find(({ field }) => field === fault.field);
      return [`${own?.label ?? ''}: ${sentence(fault.message)}`, own?.input];
    })));
  };
  let turn = 0;
  const read = async (left) => {
    turn += 1;
    const own = turn;
    const answers = typed();
    const said = await lay(there, answers).catch(() => null);
    // What was typed or undone meanwhile is read by a later turn.
    if (!said || own !== turn) return;
    if (keep(answers, said.yaml)) show(0);
    tell(said, left);
  };
  let reading = null;
  const take = (left = null) => {
    reading = read(left);
    return reading;
  };

  let timer = 0;
  for (const { field, input } of fields) {
    input.addEventListener('blur', () => take(field));
    input.addEventListener('change', () => take(field));
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => take(), REST); });
  }
  // What was typed last is kept before the engine has read it, and read before another screen prints it.
  atLeaving(() => {
    clearTimeout(timer);
    return keep(typed()) ? take() : reading;
  });
  document.addEventListener('kept', () => {
    refill((own) => own.input.value === own.filled && own.input !== document.activeElement);
    take();
  }, { signal: untilLeft() });
  refill();
  show(0);
  if (Object.keys(store.answers).length || Object.keys(there.answers).length) take();
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product)), h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
      !there.isRead && h('p', { class: 'summary wrong' }, text.unread), summary, fields.map((own) => own.element), state,
      h('p', { class: 'actions' }, h('a', { class: 'button', href: link(name, product, 'print') }, text.next),
        h('a', { class: 'button second', href: link(name, product, 'houses') }, text.houses))),
    view.element);
};
