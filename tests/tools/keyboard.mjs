// Goes through a page of a site on the disk with the Tab key and tells what has the focus without showing it, as JSON.
// In: one argument, JSON: chromium, flags, page (its file), width. Out: seen (how many had the focus), hidden (those that did not show it).
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const order = JSON.parse(process.argv[2]);
const browser = await chromium.launch({ executablePath: order.chromium, args: order.flags });
const page = await browser.newPage({ viewport: { width: order.width, height: 900 } });
await page.goto(pathToFileURL(order.page).href);
const seen = [], hidden = [];
for (let stop = 0; stop < 60; stop += 1) {
  await page.keyboard.press("Tab");
  const found = await page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(here);
    const { width, height, right, bottom } = here.getBoundingClientRect();
    const shown = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0 && right > 0 && bottom > 0;
    return { words: here.outerHTML.slice(0, 90), shown };
  });
  if (!found) break;
  seen.push(found.words);
  if (!found.shown) hidden.push(found.words);
}
await browser.close();
console.log(JSON.stringify({ seen, hidden }));
