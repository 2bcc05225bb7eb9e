// Fills templates with docxtemplater or carbone, warm, in one process: a request per line in, an answer per line out.
"use strict";

const fs = require("fs");
const readline = require("readline");
const carbone = require("carbone");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");

const read = new Map();

function once(path, how) {
  if (!read.has(path)) {
    read.set(path, how(fs.readFileSync(path)));
  }
  return read.get(path);
}

// The values of a turn: no two turns have the same, as benchmarks/contents.py says.
function at({ sets, ending }, turn) {
  return { ...sets[turn % sets.length], code: `${turn + 1}${ending}` };
}

function docxtemplater(template, data) {
  const made = new Docxtemplater(new PizZip(once(template, (bytes) => bytes)), { paragraphLoop: true, linebreaks: true });
  made.render(data);
  return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

function byCarbone(template, data) {
  return new Promise((done, failed) => {
    carbone.render(template, data, (error, result) => (error ? failed(error) : done(result)));
  });
}

const engines = { docxtemplater, carbone: byCarbone };

async function answer({ engine, template, data, first, times, out }) {
  const contents = once(data, (bytes) => JSON.parse(bytes));
  let document = null;
  const before = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let turn = first; turn < first + times; turn += 1) {
    document = await engines[engine](template, at(contents, turn));
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9 / times;
  const { user, system } = process.cpuUsage(before);
  if (out) {
    fs.writeFileSync(out, document);
  }
  return { seconds, processor: (user + system) / 1e6 / times };
}

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  try {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error.stack || error) })}\n`);
  }
});
