// What the page and the engine say to each other, and hands that are slow.

// What is asked, as the engine hears it.
export const jsonOf = (request) => {
  const sent = request.postDataBuffer();
  return JSON.parse(sent.subarray(4, 4 + sent.readUInt32LE(0)));
};
export const isApi = (request) => request.method() === 'POST' && request.url().endsWith('/api');
// The next request of a kind.
export const next = (page, what) => page.waitForRequest((request) => isApi(request) && jsonOf(request).do === what).then(jsonOf);
export const reply = (head) => {
  const json = Buffer.from(JSON.stringify({ findings: [], files: [], ...head }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return { contentType: 'application/octet-stream', body: Buffer.concat([length, json]) };
};
// What the engine says to a kind of request; the others go on.
export const route = (page, what, act) => page.route('**/api', (own) => (jsonOf(own.request()).do === what ? act(own) : own.fallback()));

export const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

// Presses a button slowly, as old hands do, right out of a field.
export const pressSlowly = async (page, button) => {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width } = await button.boundingBox();
  await page.mouse.move(x + width / 2, y + 6);
  await page.mouse.down();
  await page.waitForTimeout(900);
  await page.mouse.up();
};
