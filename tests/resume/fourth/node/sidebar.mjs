// Draws one resume with pdf-lib: reads JSON {main, side, link, fonts, ...} from the standard input, writes a PDF.
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const { PDFDocument, PDFName, PDFString, rgb } = load("pdf-lib");
const page = JSON.parse(readFileSync(0, "utf8"));
const pdf = await PDFDocument.create();
pdf.registerFontkit(load("@pdf-lib/fontkit"));
const [plain, bold] = await Promise.all(
  page.fonts.map((file) => pdf.embedFont(readFileSync(file), { subset: true, features: { liga: false } })),
);
const sheet = pdf.addPage([595.28, 841.89]);
const dark = rgb(0.16, 0.2, 0.27);
const accent = rgb(0.1, 0.42, 0.4);
const links = [];
sheet.drawRectangle({ x: 0, y: 0, width: 178, height: 842, color: rgb(0.91, 0.94, 0.93) });

function column(lines, x, width) {
  let y = 795;
  for (const line of lines) {
    const font = line.bold ? bold : plain;
    const size = line.size ?? 9.5;
    const left = x + (line.bullet ? 10 : 0);
    const rows = [""];
    for (const word of line.text.split(" ")) {
      const longer = rows.at(-1) ? `${rows.at(-1)} ${word}` : word;
      if (rows.at(-1) && left + font.widthOfTextAtSize(longer, size) > x + width) rows.push(word);
      else rows[rows.length - 1] = longer;
    }
    y -= line.before ?? 0;
    if (line.bullet) sheet.drawText("•", { x, y, size, font, color: dark });
    for (const row of rows) {
      sheet.drawText(row, { x: left, y, size, font, color: line.accent ? accent : dark });
      if (line.link) {
        const box = [left, y - 2, left + font.widthOfTextAtSize(row, size), y + size];
        const action = { Type: "Action", S: "URI", URI: PDFString.of(line.link) };
        links.push(pdf.context.obj({ Type: "Annot", Subtype: "Link", Rect: box, Border: [0, 0, 0], A: action }));
      }
      y -= size * 1.34;
    }
  }
}

column(page.side, 24, 138);
column(page.main, 202, 362);
sheet.node.set(PDFName.of("Annots"), pdf.context.obj(links.map((link) => pdf.context.register(link))));
writeSync(1, await pdf.save());
