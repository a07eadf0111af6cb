// Opens pages of a site in Chromium and tells what is wrong with them, as JSON on standard output.
// In: one argument, JSON: axe, chromium, flags, site (folder), pages (paths), width, dark, rules (of axe; none: all),
// reader (what a reading client puts after every style sheet). The site is served from its folder under a policy that refuses everything that
// is not its own file, styles and scripts in pages among it.
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".xhtml": "application/xhtml+xml", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
};
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'";
const ORIGIN = "https://site.test/";
// axe's own measures (WCAG 2.2, 1.4.3), but that a numeral by itself is text too. Its options are taken whole or not at all.
const CONTRAST = {
  ignoreLength: true, ignoreUnicode: true, ignorePseudo: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
  pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
};
const order = JSON.parse(process.argv[2]);
const axe = readFileSync(order.axe, "utf8");
const faults = [];

const browser = await chromium.launch({ executablePath: order.chromium, args: order.flags });
const context = await browser.newContext({
  viewport: { width: order.width, height: 800 },
  colorScheme: order.dark ? "dark" : "light",
});
for (const path of order.pages) {
  const tell = (code, severity, message) => faults.push({ code, severity, message, place: path });
  const page = await context.newPage();
  page.on("console", (message) => tell("console", message.type(), message.text()));
  page.on("pageerror", (error) => tell("console", "error", error.message));
  await page.route("**/*", (route) => {
    const address = route.request().url().split(/[?#]/)[0];
    const file = join(order.site, decodeURIComponent(address.slice(ORIGIN.length)));
    if (!address.startsWith(ORIGIN) || !existsSync(file)) {
      tell("request", "error", address);
      return route.abort();
    }
    const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": POLICY };
    const body = extname(file) === ".css" ? readFileSync(file, "utf8") + order.reader : readFileSync(file);
    return route.fulfill({ body, headers });
  });
  await page.goto(ORIGIN + path);
  const spare = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (spare > 0) tell("overflow", "error", `${spare} px too wide`);
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(([contrast, rules]) => {
    axe.configure({ checks: [{ id: "color-contrast", options: contrast }] });
    const asked = { resultTypes: ["violations", "incomplete"], ...(rules.length ? { runOnly: rules } : {}) };
    return axe.run({ exclude: ["svg text"] }, asked); // drawings have tests of their own
  }, [CONTRAST, order.rules]);
  const unproven = incomplete.filter((found) => found.id === "color-contrast"); // what axe cannot tell, we cannot claim
  for (const found of [...violations, ...unproven]) {
    for (const node of found.nodes) tell(found.id, found.impact, `${node.html}: ${node.failureSummary}`);
  }
  await page.close();
}
await browser.close();
console.log(JSON.stringify(faults));
