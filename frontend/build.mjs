/**
 * Builds everything the browser gets into src/stadspoort/site/static/build/.
 *
 * Every file carries a hash of its content in its name, so that browsers may keep it for good;
 * manifest.json tells the template tags `asset` and `icon` the name of today. Text files get a
 * .gz beside them, which the server hands out as it is.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(here, "../src/stadspoort/site/static/build");
const modules = path.join(here, "node_modules");
const targets = ["chrome120", "firefox121", "safari17"];

/** Names of custom properties that a stylesheet reads. */
function readNames(css) {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
}

/**
 * Returns the token sheet without the properties that no rule reads, directly or through another
 * token: 2,870 of them come along, fewer than 1,000 are used.
 *
 * The sheet is generated with one declaration a line, which is what makes reading it by line
 * safe: values hold `;` inside quotes, and a search for `--name:` in whole stylesheets would also
 * meet class names such as `.button--error:hover`.
 */
function dropUnusedTokens(sheet, otherCss) {
  const declarations = new Map();
  for (const line of sheet.split("\n")) {
    const found = /^\s*(--[\w-]+):/.exec(line);
    if (found) declarations.set(found[1], line);
  }
  const used = new Set();
  const todo = readNames(otherCss);
  while (todo.length > 0) {
    const name = todo.pop();
    if (used.has(name)) continue;
    used.add(name);
    todo.push(...readNames(declarations.get(name) ?? ""));
  }
  return sheet
    .split("\n")
    .filter((line) => {
      const found = /^\s*(--[\w-]+):/.exec(line);
      return !found || used.has(found[1]);
    })
    .join("\n");
}

/** An esbuild plugin that puts `replacement` in the place of the token sheet. */
function withTokenSheet(replacement) {
  return {
    name: "token-sheet",
    setup(build) {
      build.onLoad({ filter: /voorbeeld-design-tokens.dist.theme\.css$/ }, async ({ path: file }) => ({
        contents: await replacement(file),
        loader: "css",
      }));
    },
  };
}

async function bundle(entry, options) {
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    target: targets,
    outdir: out,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file", ".svg": "dataurl" },
    metafile: true,
    logLevel: "warning",
    ...options,
  });
  const files = Object.entries(result.metafile.outputs);
  return path.basename(files.find(([, output]) => output.entryPoint)[0]);
}

async function buildStyles() {
  const without = await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["css/index.css"],
    bundle: true,
    write: false,
    outdir: out,
    loader: { ".woff2": "empty", ".svg": "dataurl" },
    logLevel: "warning",
    plugins: [withTokenSheet(async () => "")],
  });
  const rest = without.outputFiles[0].text;
  const tokens = async (file) => dropUnusedTokens(await readFile(file, "utf8"), rest);
  return bundle("css/index.css", { plugins: [withTokenSheet(tokens)] });
}

/** Writes a file under a name with its hash and returns that name. */
async function emit(name, content) {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const file = `${stem}-${hash}${ext}`;
  await writeFile(path.join(out, file), content);
  return file;
}

/** One sprite of all icons in icons.json, plus our own gate. */
async function buildIcons(names) {
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(path.join(modules, `@tabler/icons/icons/outline/${name}.svg`), "utf8");
      const body = svg
        .replace(/<!--[^]*?-->/g, "")
        .replace(/^[^]*?<svg[^>]*>/, "")
        .replace(/<\/svg>[^]*$/, "")
        .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
        .replace(/>\s+</g, "><")
        .trim();
      return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
    }),
  );
  const gate =
    '<symbol id="stadspoort" viewBox="0 0 24 24"><path d="M5 20v-7a7 7 0 0 1 14 0v7M9 20v-6.5a3 3 0 0 1 6 0V20M5 8V5M12 6V3M19 8V5"/></symbol>';
  return emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${gate}${symbols.join("")}</svg>`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const names = JSON.parse(await readFile(path.join(here, "icons.json"), "utf8"));
const htmx = await readFile(path.join(modules, "htmx.org/dist/htmx.min.js"));
const manifest = {
  "stadspoort.css": await buildStyles(),
  "stadspoort.js": await bundle("ts/stadspoort.ts", { format: "esm" }),
  "htmx.js": await emit("htmx.js", htmx),
  "icons.svg": await buildIcons(names),
  "favicon.svg": await emit("favicon.svg", await readFile(path.join(here, "public/favicon.svg"))),
  icons: ["stadspoort", ...names],
};
await copyFile(path.join(modules, "@fontsource-variable/inter/LICENSE"), path.join(out, "inter-LICENSE.txt"));
for (const file of await readdir(out)) {
  if (!/\.(css|js|svg)$/.test(file)) continue;
  const content = await readFile(path.join(out, file));
  await writeFile(path.join(out, `${file}.gz`), gzipSync(content, { level: 9 }));
  console.log(`${file}  ${content.length} bytes, ${gzipSync(content, { level: 9 }).length} gzip`);
}
await writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2));
