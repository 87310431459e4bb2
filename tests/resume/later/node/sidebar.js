// A resume with a column on the right: reads a description on standard input, writes the PDF to the path given.
const fs = require("fs");
const { createRequire } = require("module");
const path = require("path");
const here = createRequire(path.join(process.cwd(), "index.js"));
const { jsPDF } = here("jspdf");

const cv = JSON.parse(fs.readFileSync(0, "utf-8"));
const doc = new jsPDF({ unit: "mm", format: "a4", compress: true });
for (const style of ["normal", "bold"]) {
  doc.addFileToVFS(`${style}.ttf`, fs.readFileSync(cv.fonts[style]).toString("base64"));
  doc.addFont(`${style}.ttf`, "Roboto", style);
}
const MAIN = { x: 15, width: 119 };
const SIDE = { x: 144, width: 58 };
const LEADING = 1.42 * 0.3528;
let y = 0;

function write(column, text, size, { bold = false, colour = "#222222", link = "", indent = 0, gap = 0 } = {}) {
  doc.setFont("Roboto", bold ? "bold" : "normal").setFontSize(size).setTextColor(colour);
  for (const line of doc.splitTextToSize(text, column.width - indent)) {
    y += size * LEADING;
    if (link) doc.textWithLink(line, column.x + indent, y, { url: link });
    else doc.text(line, column.x + indent, y);
  }
  y += gap;
}

function bullets(column, texts) {
  for (const text of texts) {
    const top = y;
    write(column, "•", 10.5, { colour: cv.colour });
    y = top;
    write(column, text, 10.5, { indent: 3.6, gap: 0.6 });
  }
}

function entry(item) {
  write(MAIN, item.what, 11.5, { bold: true });
  write(MAIN, [item.where, item.when].filter(Boolean).join("  |  "), 10.5, { colour: "#555555", gap: 0.8 });
  if (item.prose) write(MAIN, item.prose, 10.5, { gap: 0.6 });
  bullets(MAIN, item.bullets);
  y += 3.4;
}

doc.setFillColor(cv.pale).rect(138, 0, 72, 297, "F");
y = 16;
write(MAIN, cv.name, 23, { bold: true, colour: cv.colour });
write(MAIN, cv.headline, 13.5, { colour: "#555555" });
for (const block of cv.main) {
  y += 6;
  write(MAIN, block.head, 14, { bold: true, colour: cv.colour, gap: 1.4 });
  if (block.text) write(MAIN, block.text, 10.5);
  block.entries.forEach(entry);
}
y = 16;
for (const block of cv.side) {
  write(SIDE, block.head, 12, { bold: true, colour: cv.colour });
  doc.setDrawColor(cv.colour).line(SIDE.x, y + 1.6, SIDE.x + SIDE.width, y + 1.6);
  y += 3;
  for (const line of block.lines) write(SIDE, line.text, 10.5, { bold: line.bold, link: line.link, gap: 1.2 });
  y += 8;
}
fs.writeFileSync(process.argv[2], Buffer.from(doc.output("arraybuffer")));
