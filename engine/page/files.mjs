// Writes the files that the program finds beside it, {"/usr/share/entente/…": text}: scenarios with the files that they read, and
// the drawing commands of the charts. usage: node files.mjs ROOT OUT
import fs from "node:fs";
import path from "node:path";

const [root, out] = process.argv.slice(2);
const files = {};

function add(folder, keep) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isFile() && keep.test(entry.name)) {
      files[`/usr/share/entente/${name}`] = fs.readFileSync(path.join(root, name), "utf8");
    }
  }
}

add("plots", /\.gp$/);
add("plots/analysis", /\.gp$/);
add("scenarios", /\.(cfg|csv)$/);
fs.writeFileSync(out, JSON.stringify(files, Object.keys(files).sort()));
