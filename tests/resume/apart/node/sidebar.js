// A resume with a coloured sidebar: reads a description on standard input, writes the PDF to the path given.
const fs = require("fs");
const { createRequire } = require("module");
const path = require("path");
const here = createRequire(path.join(process.cwd(), "index.js"));
const pdfmake = here("pdfmake");

const cv = JSON.parse(fs.readFileSync(0, "utf-8"));
const WIDTH = 190;

function sidebar(block) {
  const lines = block.lines.map((line) => ({
    text: line.text,
    link: line.link || undefined,
    bold: Boolean(line.bold),
    margin: line.bold ? [0, 3, 0, 1] : [0, 0, 0, 3],
  }));
  return [{ text: block.head, style: "sideHead" }, ...lines];
}

function entry(item) {
  const title = [
    {
      columns: [
        { text: item.what, bold: true, width: "*" },
        { text: item.when, width: "auto", color: "#5b6770", alignment: "right" },
      ],
      columnGap: 8,
      margin: [0, 4, 0, 0],
    },
  ];
  const rows = item.what ? title : [];
  if (item.where) rows.push({ text: item.where, color: cv.colour, margin: [0, 1, 0, 2] });
  if (item.prose) rows.push({ text: item.prose, margin: [0, 0, 0, 2] });
  if (item.bullets.length) rows.push({ ul: item.bullets, margin: [0, 0, 0, 4], markerColor: cv.colour });
  return { stack: rows, unbreakable: true };
}

function main(block) {
  const rows = [{ text: block.head, style: "mainHead" }];
  if (block.text) rows.push({ text: block.text, margin: [0, 0, 0, 4] });
  rows.push(...block.entries.map(entry));
  return rows;
}

const definition = {
  pageSize: cv.paper,
  pageMargins: [WIDTH + 22, 36, 34, 34],
  info: { title: cv.name },
  background: (_page, size) => ({
    canvas: [{ type: "rect", x: 0, y: 0, w: WIDTH, h: size.height, color: cv.colour }],
  }),
  content: [
    {
      absolutePosition: { x: 20, y: 40 },
      columns: [{ width: WIDTH - 36, stack: cv.side.flatMap(sidebar), color: "#ffffff", fontSize: 9.5 }],
    },
    { text: cv.name, fontSize: 25, bold: true, color: cv.colour },
    { text: cv.headline, fontSize: 12.5, color: "#5b6770", margin: [0, 0, 0, 6] },
    ...cv.main.flatMap(main),
  ],
  styles: {
    sideHead: { fontSize: 11.5, bold: true, margin: [0, 12, 0, 5] },
    mainHead: { fontSize: 13, bold: true, color: cv.colour, margin: [0, 9, 0, 3] },
  },
  defaultStyle: { font: "Roboto", fontSize: 10, lineHeight: 1.12 },
};

pdfmake.addFonts(here("pdfmake/fonts/Roboto.js"));
pdfmake.createPdf(definition).write(process.argv[2]);
