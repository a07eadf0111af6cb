// Searches a site on the disk in Chromium and tells what it finds, as JSON on standard output.
// In: one argument, JSON: chromium, flags, page (the file of the search), asked (what to search for, one after the other).
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const order = JSON.parse(process.argv[2]);
const browser = await chromium.launch({ executablePath: order.chromium, args: order.flags });
const page = await browser.newPage();
page.on("pageerror", (error) => { throw error; });
page.on("dialog", () => { throw new Error("a script of the words searched for was run"); });
const told = [];
for (const asked of order.asked) {
  await page.goto(pathToFileURL(order.page).href);
  await page.getByRole("searchbox").fill(asked);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[role=status]").textContent);
  const found = await page.evaluate(() => ({
    told: document.querySelector("[role=status]").textContent,
    hits: [...document.querySelectorAll(".hits li")].map((hit) => ({
      title: hit.querySelector("h2").textContent,
      href: hit.querySelector("a").href,
      marked: [...hit.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
  for (const hit of found.hits) {
    const [address, anchor] = hit.href.split("#");
    hit.href = fileURLToPath(address) + (anchor ? `#${anchor}` : "");
  }
  told.push(found);
}
await browser.close();
console.log(JSON.stringify(told));
