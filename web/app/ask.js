// Asks the engine with what the page holds of the project.
import { ask } from 'toroi/engine/client.js';
import { bytesOf, pictures, project, store } from 'toroi/store.js';

const withPictures = (json) => {
  const all = pictures();
  return [
    { ...json, pictures: all.map(([path]) => path) },
    all.map(([, base64]) => bytesOf(base64)),
  ];
};

// `changed`: for this print alone, texts by path, and how many percent larger letters are.
export const askProject = (json, { changed: { texts = {}, larger = 0 } = {}, files = [], ...rest } = {}) => {
  const look = { look: store.look || undefined, accent: store.accent || undefined, larger: larger || undefined };
  const [own, first] = withPictures({ ...look, ...json, project: project(texts) });
  return ask(own, { ...rest, files: [...first, ...files] });
};
