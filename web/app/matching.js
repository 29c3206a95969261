// «Ghép cột»: which column fills which line of the sheet.
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;

// `fields` as the engine matched them; `chosen` hears a field with the name of its column, which is empty where it is to
// stay blank.
export const matchingPart = (fields, columns, chosen) => {
  const row = (field, at) => {
    const id = `m-${at}`;
    const hint = h('small', {});
    const tell = (column, isGuessed) => {
      hint.textContent = [isGuessed ? text.guessed : '', column?.samples.length ? text.values(column.samples) : ''].filter(Boolean).join(' · ');
    };
    const of = (key) => columns.find((own) => own.key === key);
    const select = h('select', { id, onchange: () => {
      tell(of(select.value), false);
      chosen(field.field, of(select.value)?.name ?? '');
    } }, h('option', { value: '' }, text.blank), columns.map((own) => h('option', { value: own.key, selected: own.key === field.column }, own.name)));
    tell(of(field.column), field.guessed);
    return h('p', { class: 'field' }, h('label', { for: id }, field.title), select, hint);
  };
  return [h('h2', {}, text.match), h('p', {}, text.matchLead), fields.map(row)];
};
