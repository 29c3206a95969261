// A sheet of paper with several places, some of them used: printing begins at one of those that are left.
import { wholeField } from 'toroi/hands.js';
import { fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.places;

// `chosen`: hears the place; nothing is shown for paper with one place.
export const placeField = (size, chosen) => {
  const element = h('div', {});
  const field = { element, place: 1, count: 1 };
  const picture = h('span', { class: 'grid', 'aria-hidden': 'true' });
  const draw = () => {
    picture.querySelectorAll('i').forEach((own, at) => own.classList.toggle('used', at + 1 < field.place));
  };
  const number = wholeField({ id: 'place', most: 1, isNearest: true, hint: 'place-hint', taken: (place) => {
    field.place = place;
    draw();
    chosen(place);
  } });
  field.isRight = number.isRight;
  // The places of another paper are counted anew.
  field.on = (paper) => {
    const { across = 1, down = 1 } = size.places[paper] ?? {};
    [field.place, field.count] = [1, across * down];
    number.limit(field.count);
    number.put(1);
    picture.style.gridTemplateColumns = `repeat(${across}, 1fr)`;
    fill(picture, Array.from({ length: field.count }, (_, at) => h('i', {}, String(at + 1))));
    fill(element, field.count > 1 ? h('div', { class: 'field places' }, h('label', { for: 'place' }, text.label), h('small', { id: 'place-hint' }, text.hint(field.count)), h('span', { class: 'record' }, number.input, ' ', text.of(field.count)), number.fault, picture) : '');
    draw();
  };
  return field;
};
